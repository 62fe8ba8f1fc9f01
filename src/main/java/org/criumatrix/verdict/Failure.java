package org.criumatrix.verdict;

import org.criumatrix.matrix.FailureId;

/**
 * Why a phase failed.
 *
 * @param id null for text of CRIU or of the program
 * @param text what readers see
 */
public record Failure(FailureId id, String text) {

  /** A failure that the suite describes itself. */
  public static Failure of(FailureId id, Object... values) {
    return new Failure(id, id.text(values));
  }

  /** A failure in the words of CRIU or of the program. */
  public static Failure quoted(String text) {
    return new Failure(null, text);
  }
}
