package org.criumatrix.matrix;

/** How a cell ended or is expected to end, in words: {@code fails at dump: TEXT}. */
public final class EndingText {

  private EndingText() {}

  /**
   * @param verdict {@code works} or {@code fails}
   * @param phase the phase; empty or null for none or any
   * @param error the error; empty or null for none or any
   */
  public static String of(String verdict, String phase, String error) {
    return verdict + part(" at ", phase) + part(": ", error);
  }

  /** Returns the text of a failure. */
  public static String failure(Phase phase, String error) {
    return of("fails", phase.key(), error);
  }

  private static String part(String before, String text) {
    return text == null || text.isEmpty() ? "" : before + text;
  }
}
