package org.criumatrix.dataset;

/** Cuts texts, whose length the authors of runs decide. */
final class TextLimit {

  private static final String CUT = "…";

  private TextLimit() {}

  /** Returns the text, or its beginning and an ellipsis, never half of a character. */
  static String cut(String text, int longest) {
    if (text == null || text.length() <= longest) {
      return text;
    }
    var end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + CUT;
  }
}
