package org.criumatrix.bundle;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Texts that others wrote. A plain text has lines of visible characters; a terminal and a page show
 * it in the order in which it is stored. Markup in it is text like any other.
 */
final class PlainText {

  /** Maximum number of bytes of a text in UTF-8. */
  static final int MAX_BYTES = 65_536;

  private static final String CUT = " [cut here: the text had %,d bytes]";

  private PlainText() {}

  /** Returns what is wrong with a text, {@code a control character (U+001B)}; empty: nothing. */
  static Optional<String> problem(String text) {
    return text.codePoints()
        .filter(PlainText::isRefused)
        .mapToObj(c -> "%s (U+%04X)".formatted(kind(c), c))
        .findFirst();
  }

  /** Returns the number of bytes in UTF-8. */
  static int bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  /** Whether a text is one line, without tabs. */
  static boolean isOneLine(String text) {
    return text.indexOf('\n') < 0 && text.indexOf('\t') < 0;
  }

  /**
   * Returns the text with an escape, {@code \u001b}, in place of each character that is refused,
   * cut to the maximum length.
   */
  static String cleaned(String text) {
    var clean = problem(text).isEmpty() ? text : escaped(text);
    return clean.length() * 3 <= MAX_BYTES || bytes(clean) <= MAX_BYTES ? clean : cut(clean);
  }

  /** Returns the text as one line for a message. */
  static String oneLine(String text) {
    return cleaned(text).replace("\n", "\\n").replace("\t", "\\t");
  }

  private static String escaped(String text) {
    var result = new StringBuilder();
    text.codePoints()
        .forEach(
            c -> {
              if (isRefused(c)) {
                result.append("\\u%04x".formatted(c));
              } else {
                result.appendCodePoint(c);
              }
            });
    return result.toString();
  }

  private static String cut(String text) {
    var end = MAX_BYTES / 4 - CUT.length() - Integer.SIZE;
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return text.substring(0, end) + CUT.formatted(bytes(text));
  }

  private static boolean isRefused(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c != '\n' && c != '\t';
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR, Character.SURROGATE -> true;
      default -> isBidi(c);
    };
  }

  /** Embeddings, overrides and isolates, which show a text in another order. */
  private static boolean isBidi(int c) {
    return c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069;
  }

  private static String kind(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> "a control character";
      case Character.SURROGATE -> "half a character";
      case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> "a separator of lines";
      default -> "a character that changes the direction of the text";
    };
  }
}
