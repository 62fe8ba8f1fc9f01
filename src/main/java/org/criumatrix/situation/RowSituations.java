package org.criumatrix.situation;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.matrix.TomlData;
import org.criumatrix.matrix.TomlException;

/**
 * The situations of a row, from its file {@code ROW.toml}.
 *
 * @param file the file's name
 * @param members the situations in the order of the file
 * @param misuse what is misuse in each of them
 */
record RowSituations(String file, List<Membership> members, CaseList misuse) {

  private static final String SUFFIX = ".toml";

  /** The table with what holds for all situations of the row. */
  private static final String COMMON = "row";

  private static final int LONGEST_TITLE = 60;
  private static final int LONGEST_SENTENCE = 140;
  private static final int LONGEST_NEED = 180;

  private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  private static final TypeReference<LinkedHashMap<String, SituationLine>> TABLES =
      new TypeReference<>() {};

  /**
   * Reads a file.
   *
   * @throws SituationException if it cannot be used
   */
  static RowSituations of(String row, String text) {
    var file = row + SUFFIX;
    try {
      var tables = TomlData.read(file, text, TABLES);
      var common = Optional.ofNullable(tables.remove(COMMON));
      var members = new ArrayList<Membership>();
      tables.forEach((id, line) -> members.add(member(file, row, id, line)));
      return new RowSituations(
          file,
          List.copyOf(members),
          CaseList.of(common.map(SituationLine::misuse).orElse(List.of())));
    } catch (TomlException e) {
      throw new SituationException(e.getMessage(), e);
    }
  }

  private static Membership member(String file, String row, String id, SituationLine line) {
    try {
      if (!ID.matcher(id).matches()) {
        throw new IllegalArgumentException("an id has lower-case letters, digits and dashes");
      }
      require(line.title(), "title", LONGEST_TITLE);
      require(line.about(), "about", LONGEST_SENTENCE);
      if (line.needs() != null) {
        require(line.needs(), "needs", LONGEST_NEED);
      }
      return new Membership(
          new Situation(
              id, line.title(), line.about(), row, List.copyOf(line.words()), line.needs()),
          CaseList.of(line.cases()),
          CaseList.of(line.plain()),
          CaseList.of(line.misuse()),
          line.first());
    } catch (IllegalArgumentException e) {
      throw new SituationException("%s: [%s]: %s".formatted(file, id, e.getMessage()), e);
    }
  }

  private static void require(String value, String key, int longest) {
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("the key '%s' is missing".formatted(key));
    }
    if (value.length() > longest) {
      throw new IllegalArgumentException(
          "'%s' has %d characters; %d are allowed".formatted(key, value.length(), longest));
    }
  }

  /**
   * Returns the situation of a case, if there is one.
   *
   * @throws SituationException if there are several
   */
  Optional<Membership> of(String name) {
    var all = members.stream().filter(m -> m.has(name)).toList();
    var first = all.stream().filter(Membership::isFirst).toList();
    var found = first.isEmpty() ? all : first;
    if (found.size() > 1) {
      throw new SituationException(
          "%s: the case %s is in [%s] and in [%s]; exclude it from one of them, \"!%s\""
              .formatted(file, name, id(found.get(0)), id(found.get(1)), name));
    }
    return found.stream().findFirst();
  }

  boolean isOf(String row) {
    return file.equals(row + SUFFIX);
  }

  /** Returns the globs that match none of the row's cases, each with its situation. */
  List<String> idleGlobs(List<String> names) {
    return members.stream()
        .flatMap(
            m -> m.idleGlobs(names).stream().map(g -> "%s: [%s]: %s".formatted(file, id(m), g)))
        .toList();
  }

  private static String id(Membership member) {
    return member.situation().id();
  }
}
