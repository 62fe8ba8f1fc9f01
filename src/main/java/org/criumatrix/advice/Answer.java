package org.criumatrix.advice;

/** The answer in one word, from the best to the worst. */
public enum Answer {
  WORKS(0, "works"),
  /** It works with what the advice names: options, or something that comes back changed. */
  WORKS_WITH_CHANGES(10, "works with changes"),
  /** Something was never tried, or cannot be seen. */
  UNKNOWN(12, "cannot tell"),
  FAILS(11, "does not work");

  private final int code;
  private final String words;

  Answer(int code, String words) {
    this.code = code;
    this.words = words;
  }

  /** The exit code of {@code criu-matrix advise}. */
  public int code() {
    return code;
  }

  public String words() {
    return words;
  }
}
