package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What matrix.csv says of a cell.
 *
 * @param kind whether the cell is expected to work, to fail or to refuse
 * @param at of an expected failure: its phase
 * @param error of an expected failure: a {@link FailureId}, a part of its error, or a glob over it;
 *     empty: any
 * @param why of an expected failure: its cause
 * @param details what else the line knows of the cause
 * @param line the line of matrix.csv that says so; 0: nothing does
 */
public record Expectation(
    Kind kind, Optional<Phase> at, String error, String why, CauseDetails details, int line) {

  /** Without details of the cause. */
  public Expectation(Kind kind, Optional<Phase> at, String error, String why, int line) {
    this(kind, at, error, why, CauseDetails.NONE, line);
  }

  /** What can be expected; {@code unavailable} and {@code broken} cannot. */
  public enum Kind {
    WORKS,
    FAILS,
    /** CRIU has to refuse, and the process has to continue unharmed. */
    REFUSES,
    /**
     * A program with a trait comes back without it, and no call fails. The line is knowledge for
     * advice and expects nothing of a cell.
     */
    LOSES;

    /** Returns the kind that {@link #key} names; empty if there is none. */
    public static Optional<Kind> find(String key) {
      return Arrays.stream(values()).filter(k -> k.key().equals(key)).findFirst();
    }

    /** As written in matrix.csv: {@code refuses}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean works() {
    return kind == Kind.WORKS;
  }

  public boolean loses() {
    return kind == Kind.LOSES;
  }

  public boolean fails() {
    return kind == Kind.FAILS;
  }

  /**
   * Whether this is the error that is meant.
   *
   * @param id of an error that the suite describes itself; null otherwise
   */
  public boolean meansError(String seen, FailureId id) {
    return meansError(error, seen, id);
  }

  /**
   * Whether an error is the one that is meant.
   *
   * @param error as in {@link Expectation}
   * @param id of an error that the suite describes itself; null otherwise
   */
  public static boolean meansError(String error, String seen, FailureId id) {
    return FailureId.named(error)
        .map(meant -> meant == id)
        .orElseGet(() -> error.isEmpty() || seen.contains(error) || Glob.of(error).matches(seen));
  }

  /** In words: {@code works}, {@code refuses}, {@code fails at dump: TEXT}. */
  public String describe() {
    return EndingText.of(kind.key(), at.map(Phase::key).orElse(""), error);
  }
}
