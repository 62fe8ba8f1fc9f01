package org.criumatrix.verdict;

import org.criumatrix.matrix.FailureId;

/**
 * Why a phase failed.
 *
 * @param id null for text from CRIU or from the program
 * @param text the text for readers
 */
public record Failure(FailureId id, String text) {

  /** A failure that the suite describes itself. */
  public static Failure of(FailureId id, Object... values) {
    return new Failure(id, id.text(values));
  }

  /** A failure described by CRIU or by the program. */
  public static Failure quoted(String text) {
    return new Failure(null, text);
  }
}
