package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/** Formats long texts for a terminal. */
final class Wrap {

  private Wrap() {}

  /**
   * Returns one line without control characters, with which a log could manipulate the terminal.
   */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ");
  }

  /** Breaks a text at spaces if possible; following lines start with {@code indent}. */
  static List<String> lines(String text, int width, String indent) {
    var lines = new ArrayList<String>();
    var rest = clean(text).stripTrailing();
    while (rest.length() > width) {
      var space = rest.lastIndexOf(' ', width);
      var at = space > indent.length() ? space : width;
      lines.add(rest.substring(0, at).stripTrailing());
      rest = indent + rest.substring(at).strip();
    }
    lines.add(rest);
    return lines;
  }
}
