package org.criumatrix.junit;

/** A recorded cell is not as expected, or a case did not notice a control. */
final class UnexpectedResult extends AssertionError {

  private static final long serialVersionUID = 1L;

  UnexpectedResult(String message) {
    super(message);
  }
}
