package org.criumatrix.program;

/**
 * A result that is not that of an uninterrupted run.
 *
 * @param where {@code exit code}, {@code stdout line 12}, {@code file out.dat}
 * @param seen what the run has there
 * @param expected what uninterrupted runs have there
 * @param isTime whether only numbers differ, in a line about times or rates
 */
public record Difference(String where, String seen, String expected, boolean isTime) {

  /** Returns the output or the file without the line: {@code stdout}. */
  public String place() {
    return where.replaceFirst(" line \\d+$", "");
  }

  @Override
  public String toString() {
    return "%s is '%s', an uninterrupted run has '%s'".formatted(where, seen, expected);
  }
}
