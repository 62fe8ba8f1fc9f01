package org.criumatrix.matrix;

/**
 * Reads texts with alternatives in braces, such as {@code {tcp,udp}-moved}: globs and names of
 * cases. A comma outside braces is an ordinary character.
 */
public final class Braces {

  private Braces() {}

  /** Receives the parts of a text, from left to right. */
  public interface Visitor {

    /**
     * @param codePoint a character outside braces, or of an alternative
     */
    void letter(int codePoint);

    /** The first alternative begins. */
    void open();

    /** The next alternative begins. */
    void next();

    /** The last alternative has ended. */
    void close();
  }

  /**
   * @throws IllegalArgumentException if a brace is not closed or not opened
   */
  public static void read(String text, Visitor visitor) {
    var depth = 0;
    for (var c : text.codePoints().toArray()) {
      if (c == '{') {
        depth++;
        visitor.open();
      } else if (c == ',' && depth > 0) {
        visitor.next();
      } else if (c == '}') {
        if (depth-- == 0) {
          throw new IllegalArgumentException("'}' without '{' in the glob '" + text + "'");
        }
        visitor.close();
      } else {
        visitor.letter(c);
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException("'{' without '}' in the glob '" + text + "'");
    }
  }
}
