package org.criumatrix.matrix;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** How many values a field of matrix.csv names one by one. */
final class LiteralCount {

  private static final Pattern GLOB = Pattern.compile("[*?!<>]|\\{[^}]*\\{");
  private static final Pattern BRACES = Pattern.compile("\\{([^}]*)\\}");

  private LiteralCount() {}

  /** Empty when it has a glob, so that it means everything that will ever match. */
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
