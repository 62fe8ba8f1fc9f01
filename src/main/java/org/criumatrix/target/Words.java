package org.criumatrix.target;

import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts values into the {@code {key}} of a text. */
final class Words {

  private static final Pattern KEY = Pattern.compile("\\{(\\w+)}");

  private Words() {}

  static String fill(String text, UnaryOperator<String> values) {
    return KEY.matcher(text)
        .replaceAll(key -> Matcher.quoteReplacement(values.apply(key.group(1))));
  }

  /** Splits a text at its spaces and fills each word, so that a value never adds a word. */
  static List<String> split(String text, UnaryOperator<String> values) {
    return Arrays.stream(text.split(" +")).map(word -> fill(word, values)).toList();
  }
}
