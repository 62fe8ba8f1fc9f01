package org.criumatrix.matrix;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Counts the values that a field of matrix.csv names literally. */
final class LiteralCount {

  private static final Pattern GLOB = Pattern.compile("[*?!<>]|\\{[^}]*\\{");
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)\\}");

  private LiteralCount() {}

  /** Returns the number; empty if the field has a glob, which also matches future values. */
  static OptionalInt in(String field) {
    if (field.isBlank() || GLOB.matcher(field).find()) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(Selection.words(field).stream().mapToInt(LiteralCount::count).sum());
  }

  private static int count(String word) {
    return BRACES
        .matcher(word)
        .results()
        .mapToInt(b -> b.group(1).split(",", -1).length)
        .reduce(1, (a, b) -> a * b);
  }
}
