package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.criumatrix.target.TargetException.Answer;

/** Checks of refusals. */
final class Refused {

  private Refused() {}

  /** Returns the message of a call that has to be refused with this answer. */
  static String refused(Answer answer, ThrowingCallable call) {
    var why = catchThrowableOfType(TargetException.class, call);
    assertThat(why).as("a refusal").isNotNull();
    assertThat(why.answer()).as(why.getMessage()).isEqualTo(answer);
    return why.getMessage();
  }
}
