package org.criumatrix.matrix;

import com.fasterxml.jackson.core.type.TypeReference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options with which a system calls CRIU, from profiles.toml. In a run with a profile they take
 * the place of the options that cases choose.
 *
 * @param about the system, a part of a sentence
 * @param dump the options of a dump, one word each: {@code --ghost-limit=8M}
 * @param restore the options of a restore
 * @param choice the names of options that a user of the system may add
 * @param more how a user of the system passes any other option
 * @param source where the options were read
 */
public record Profile(
    String name,
    String about,
    List<String> dump,
    List<String> restore,
    List<String> choice,
    String more,
    String source) {

  private static final String FILE = "profiles.toml";
  private static final Pattern OPTION = Pattern.compile("--[a-z][a-z-]*(=\\S+)?");
  private static final TypeReference<LinkedHashMap<String, Line>> TABLES = new TypeReference<>() {};
  private static final List<Profile> ALL = read(FILE, ResourceText.beside(Profile.class, FILE));

  /** A table of the file. */
  private record Line(
      String about,
      List<String> dump,
      List<String> restore,
      List<String> choice,
      String more,
      String source) {

    /**
     * @throws IllegalArgumentException if it lacks something, or an option cannot be used
     */
    Profile profile(String name) {
      require("about", about);
      require("dump", dump);
      require("restore", restore);
      require("choice", choice);
      require("source", source);
      Stream.of(dump, restore, choice).flatMap(List::stream).forEach(Line::requireOption);
      Stream.of(dump, restore).flatMap(List::stream).forEach(Line::requireReplacement);
      return new Profile(name, about, dump, restore, choice, more == null ? "" : more, source);
    }

    private static void require(String key, Object value) {
      if (value == null) {
        throw new IllegalArgumentException("no '%s'".formatted(key));
      }
    }

    private static void requireOption(String word) {
      if (!OPTION.matcher(word).matches()) {
        throw new IllegalArgumentException(
            "'%s'; an option is one word, --ghost-limit=8M".formatted(word));
      }
    }

    private static void requireReplacement(String option) {
      if (KeptOptions.has(option)) {
        throw new IllegalArgumentException(option + ", which a case decides; see kept-options.csv");
      }
    }
  }

  public Profile {
    dump = List.copyOf(dump);
    restore = List.copyOf(restore);
    choice = List.copyOf(choice);
  }

  /**
   * @throws TomlException if a profile lacks something, or an option cannot be used
   */
  static List<Profile> read(String file, String text) {
    var all = new ArrayList<Profile>();
    TomlData.read(file, text, TABLES)
        .forEach(
            (name, line) -> {
              try {
                all.add(line.profile(name));
              } catch (IllegalArgumentException e) {
                throw new TomlException("%s: [%s] has %s".formatted(file, name, e.getMessage()), e);
              }
            });
    return List.copyOf(all);
  }

  /** Returns all profiles in the order of the file. */
  public static List<Profile> all() {
    return ALL;
  }

  /** Returns the profile of a name; empty if there is none. */
  public static Optional<Profile> find(String name) {
    return ALL.stream().filter(p -> p.name.equals(name)).findFirst();
  }

  /** Returns all names. */
  public static String names() {
    return ALL.stream().map(Profile::name).collect(Collectors.joining(", "));
  }

  /** Whether a case keeps an option that it chooses, because it cannot be played without it. */
  public static boolean isKept(String option) {
    return KeptOptions.has(option);
  }

  /**
   * Returns the options of a dump: those of the profile, and those of a case that it needs.
   *
   * @param own the options that the case chooses, as on a command line
   */
  public List<String> forDump(List<String> own) {
    return inPlaceOf(own, dump);
  }

  /** Returns the options of a restore, see {@link #forDump}. */
  public List<String> forRestore(List<String> own) {
    return inPlaceOf(own, restore);
  }

  /** The words of a program, which come last, are among those that a case needs. */
  private static List<String> inPlaceOf(List<String> own, List<String> options) {
    return Stream.concat(options.stream(), KeptOptions.of(own).stream()).toList();
  }

  /** Whether another profile passes the same options. */
  public boolean isLike(Profile other) {
    return new TreeSet<>(dump).equals(new TreeSet<>(other.dump))
        && new TreeSet<>(restore).equals(new TreeSet<>(other.restore));
  }
}
