package org.criumatrix.query;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.matrix.TomlData;
import org.criumatrix.matrix.TomlException;

/**
 * Queries with names, from a file whose lines are {@code NAME = "QUERY"}.
 *
 * @param file where they are kept
 * @param byName in the order of the file
 */
public record SavedQueries(Path file, Map<String, String> byName) {

  /** The name of the suite's own file, next to matrix.csv. */
  public static final String FILE = "queries.toml";

  private static final Pattern NAME = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

  /** What stands for something else in a string of TOML. */
  private static final Pattern CONTROL = Pattern.compile("[\"\\\\\\p{Cntrl}]");

  public SavedQueries {
    byName = Collections.unmodifiableMap(new LinkedHashMap<>(byName));
  }

  /**
   * Reads a file; one that is not there has no queries.
   *
   * @throws IOException naming the file, and what is wrong with it
   */
  public static SavedQueries read(Path file) throws IOException {
    if (!Files.exists(file)) {
      return new SavedQueries(file, Map.of());
    }
    try {
      var read =
          TomlData.read(
              file.toString(),
              Files.readString(file),
              new TypeReference<LinkedHashMap<String, String>>() {});
      for (var query : read.entrySet()) {
        check(file, query.getKey(), query.getValue());
      }
      return new SavedQueries(file, read);
    } catch (TomlException e) {
      throw new IOException(e.getMessage(), e);
    }
  }

  private static void check(Path file, String name, String query) throws IOException {
    try {
      checkName(name);
      Query.of(query, Synonyms.NONE);
    } catch (IllegalArgumentException | QueryException e) {
      throw new IOException("%s: %s: %s".formatted(file, name, e.getMessage()), e);
    }
  }

  private static void checkName(String name) {
    if (!NAME.matcher(name).matches()) {
      throw new IllegalArgumentException(
          "a saved query has a name of lower-case letters, digits and dashes, not '%s'"
              .formatted(name));
    }
  }

  /**
   * Returns the query of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  public String query(String name) {
    var query = byName.get(name);
    if (query == null) {
      var names = List.copyOf(byName.keySet());
      throw new IllegalArgumentException(
          "%s has no query '%s'%s It has %s."
              .formatted(
                  file,
                  name,
                  Nearest.question(name, names),
                  names.isEmpty() ? "none" : String.join(", ", names)));
    }
    return query;
  }

  /**
   * Adds a query at the end of the file, whose other lines stay as they are.
   *
   * @throws IllegalArgumentException if the name cannot be used or belongs to another query
   * @throws IOException if the file cannot be written
   */
  public void add(String name, String query) throws IOException {
    checkName(name);
    if (query.equals(byName.get(name))) {
      return;
    }
    if (byName.containsKey(name)) {
      throw new IllegalArgumentException(
          "%s has '%s' already, for %s; choose another name or edit the file"
              .formatted(file, name, byName.get(name)));
    }
    var text = Files.exists(file) ? Files.readString(file) : "";
    var separator = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
    AtomicFile.write(file, text + separator + "%s = %s%n".formatted(name, quoted(query)));
  }

  /** Returns a text as a string of TOML; the form without escapes is easier to read. */
  private static String quoted(String query) {
    var isPlain = query.chars().noneMatch(c -> c == '\'' || Character.isISOControl(c));
    return isPlain && query.contains("\"")
        ? "'" + query + "'"
        : '"' + CONTROL.matcher(query).replaceAll(SavedQueries::escaped) + '"';
  }

  private static String escaped(MatchResult character) {
    var c = character.group().charAt(0);
    return Matcher.quoteReplacement(
        c == '"' || c == '\\' ? "\\" + c : "\\u%04X".formatted((int) c));
  }
}
