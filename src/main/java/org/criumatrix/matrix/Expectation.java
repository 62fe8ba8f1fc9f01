package org.criumatrix.matrix;

import java.util.Optional;

/**
 * What matrix.csv says of a cell.
 *
 * @param works whether it is expected to work
 * @param at of an expected failure: its phase
 * @param error of an expected failure: a {@link FailureId}, a part of its error, or a glob over it;
 *     empty: any
 * @param why of an expected failure: its cause
 * @param line the line of matrix.csv that says so; 0: nothing does
 */
public record Expectation(boolean works, Optional<Phase> at, String error, String why, int line) {

  /**
   * Whether this is the error that is meant.
   *
   * @param id of an error that the suite describes itself; null otherwise
   */
  public boolean meansError(String seen, FailureId id) {
    return FailureId.named(error)
        .map(meant -> meant == id)
        .orElseGet(() -> error.isEmpty() || seen.contains(error) || Glob.of(error).matches(seen));
  }

  /** In words: {@code works}, {@code fails at dump: TEXT}. */
  public String describe() {
    return works ? "works" : EndingText.of("fails", at.map(Phase::key).orElse(""), error);
  }
}
