package org.criumatrix.junit;

/** A cell is not as expected, or a control was not noticed; it was recorded. */
final class UnexpectedResult extends AssertionError {

  private static final long serialVersionUID = 1L;

  UnexpectedResult(String message) {
    super(message);
  }
}
