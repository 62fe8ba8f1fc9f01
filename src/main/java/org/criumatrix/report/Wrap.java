package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;

/** Long texts in a terminal. */
final class Wrap {

  private Wrap() {}

  /** One line without control characters, which a log could use to play with the terminal. */
  static String clean(String text) {
    return text.replaceAll("[\\p{Cntrl}]+", " ");
  }

  /** Breaks at spaces where it can; following lines start with {@code indent}. */
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
