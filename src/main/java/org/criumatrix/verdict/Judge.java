package org.criumatrix.verdict;

import java.util.Optional;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.Expectation.Kind;

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
      case WORKS -> went(expectation, Kind.WORKS);
      case REFUSES -> went(expectation, Kind.REFUSES);
      case FAILS -> failed(seen, expectation);
      // A machine that cannot run a cell says nothing about CRIU.
      case UNAVAILABLE, NOT_RUN -> Judgement.AS_EXPECTED;
      case BROKEN -> Judgement.BROKEN;
    };
  }

  /** Judges a cell of which nothing was expected, because no line is about its options. */
  public static Judgement judgeUntried(Outcome seen) {
    return switch (seen.verdict()) {
      case WORKS, REFUSES, FAILS -> Judgement.UNTRIED;
      case UNAVAILABLE, NOT_RUN -> Judgement.AS_EXPECTED;
      case BROKEN -> Judgement.BROKEN;
    };
  }

  /** A line that expects {@code works} of a refusal is wrong, but nothing got worse or better. */
  private static Judgement went(Expectation expectation, Kind seen) {
    if (expectation.kind() == seen) {
      return Judgement.AS_EXPECTED;
    }
    return expectation.fails() ? Judgement.IMPROVEMENT : Judgement.CHANGED;
  }

  private static Judgement failed(Outcome seen, Expectation expectation) {
    if (!expectation.fails()) {
      return Judgement.REGRESSION;
    }
    var there = expectation.at().filter(p -> p == seen.phase()).isPresent();
    return there && expectation.meansError(seen.error(), seen.failure().id())
        ? Judgement.AS_EXPECTED
        : Judgement.CHANGED;
  }
}
