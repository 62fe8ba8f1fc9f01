package org.criumatrix.advice;

import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;

/** The error of a line of matrix.csv as people read it: without the signs of its glob. */
final class ErrorText {

  private ErrorText() {}

  /** Returns {@code a … or b} of {@code *{a,b}*}; of an error of the suite itself its sentence. */
  static String of(Expectation cause) {
    var error = cause.error();
    return FailureId.named(error)
        .map(FailureId::sentence)
        .orElseGet(
            () ->
                error
                    .replaceAll("^\\*|\\*$", "")
                    .replaceAll(",(?=[^{}]*})", " or ")
                    .replaceAll("[{}]", "")
                    .replace("*", " … "));
  }
}
