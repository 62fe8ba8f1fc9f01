package org.criumatrix.query;

/** A query cannot be used. The message says why, and what to write instead. */
public final class QueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int at;
  private final int length;

  /**
   * @param at where the mistake begins, 0 for the first character
   * @param length the number of characters of the mistake
   */
  QueryException(int at, int length, String message) {
    super(message);
    this.at = at;
    this.length = length;
  }

  /** Returns where the mistake begins, 0 for the first character. */
  public int at() {
    return at;
  }

  /** Returns the number of characters of the mistake. */
  public int length() {
    return length;
  }

  /** Returns the message, and the query with a mark under the mistake. */
  public String describe(String query) {
    return "column %d of the query: %s%n  %s%n  %s%s"
        .formatted(at + 1, getMessage(), query, " ".repeat(at), "^".repeat(Math.max(1, length)));
  }
}
