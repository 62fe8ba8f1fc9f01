package org.criumatrix.matrix;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Globs separated by blanks or commas. A text is selected if a glob matches it and no glob that
 * begins with {@code !} does. Without positive globs, everything that is not excluded is selected.
 */
public final class Selection {

  private final List<Glob> wanted;
  private final List<Glob> unwanted;

  private Selection(List<Glob> wanted, List<Glob> unwanted) {
    this.wanted = wanted;
    this.unwanted = unwanted;
  }

  /**
   * @throws IllegalArgumentException if a glob is malformed
   */
  public static Selection of(String text) {
    var words = words(text);
    return new Selection(
        words.stream().filter(w -> !w.startsWith("!")).map(Glob::of).toList(),
        words.stream().filter(w -> w.startsWith("!")).map(w -> Glob.of(w.substring(1))).toList());
  }

  /**
   * Splits a text at blanks and commas.
   *
   * @throws IllegalArgumentException if a {@code !} stands alone: the glob after the blank would be
   *     selected instead of excluded
   */
  public static List<String> words(String text) {
    var words =
        Arrays.stream(text.strip().split("\\s+"))
            .flatMap(w -> parts(w).stream())
            .filter(w -> !w.isEmpty())
            .toList();
    if (words.contains("!")) {
      throw new IllegalArgumentException(
          "a '!' stands alone in '%s'; write it right before the glob that it excludes, !*python*"
              .formatted(text.strip()));
    }
    return words;
  }

  /** Splits at commas, except those within braces and those between a cell's axes. */
  private static List<String> parts(String word) {
    var parts = new ArrayList<String>();
    var depth = 0;
    var from = 0;
    for (var i = 0; i < word.length(); i++) {
      var c = word.charAt(i);
      depth += c == '{' ? 1 : c == '}' ? -1 : 0;
      if (c == ',' && depth == 0) {
        var part = word.substring(from, i);
        if (!part.contains("[") && !part.contains("=")) {
          parts.add(part);
          from = i + 1;
        }
      }
    }
    parts.add(word.substring(from));
    return parts;
  }

  public boolean matches(String candidate) {
    return (wanted.isEmpty() || any(wanted, candidate)) && !any(unwanted, candidate);
  }

  /**
   * Whether a cell is selected. A glob may match the whole id, the case, or the beginning of the
   * id: {@code network*}, {@code serial/simple-c}.
   */
  public boolean matches(Cell cell) {
    var id = cell.id();
    var name = cell.caseId().toString();
    return (wanted.isEmpty() || any(wanted, id) || any(wanted, name))
        && !any(unwanted, id)
        && !any(unwanted, name);
  }

  private static boolean any(List<Glob> globs, String candidate) {
    for (var glob : globs) {
      if (glob.matches(candidate)) {
        return true;
      }
    }
    return false;
  }
}
