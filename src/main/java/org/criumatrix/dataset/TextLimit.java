package org.criumatrix.dataset;

import java.util.List;

/** Cuts texts, whose length the authors of runs decide. */
final class TextLimit {

  /** Characters of an error: none of CRIU is near it. */
  static final int ERROR = 4000;

  /** Characters of a command. */
  static final int COMMAND = 4000;

  /** Characters of a sentence about a case, and of a value. */
  static final int SENTENCE = 400;

  /** Commands of a cell, traits and options. */
  static final int ENTRIES = 200;

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

  /** Returns the first entries of a list; null for null. */
  static List<String> cut(List<String> texts, int longest) {
    return texts == null ? null : texts.stream().limit(ENTRIES).map(t -> cut(t, longest)).toList();
  }
}
