package org.criumatrix.verdict;

import java.util.Optional;
import org.criumatrix.matrix.Expectation;

/** Compares what was seen with what was expected. A pure function of the two. */
public final class Judge {

  private Judge() {}

  public static Judgement judge(Outcome seen, Optional<Expectation> expected) {
    if (expected.isEmpty()) {
      // Every cell needs a line; the catch-all at the top of matrix.csv is one.
      return Judgement.BROKEN;
    }
    var expectation = expected.get();
    return switch (seen.verdict()) {
      case WORKS -> expectation.works() ? Judgement.AS_EXPECTED : Judgement.IMPROVEMENT;
      case FAILS -> failed(seen, expectation);
      // A machine that cannot run a cell says nothing about CRIU.
      case UNAVAILABLE, NOT_RUN -> Judgement.AS_EXPECTED;
      case BROKEN -> Judgement.BROKEN;
    };
  }

  private static Judgement failed(Outcome seen, Expectation expectation) {
    if (expectation.works()) {
      return Judgement.REGRESSION;
    }
    var there = expectation.at().filter(p -> p == seen.phase()).isPresent();
    return there && expectation.meansError(seen.error(), seen.failure().id())
        ? Judgement.AS_EXPECTED
        : Judgement.CHANGED;
  }
}
