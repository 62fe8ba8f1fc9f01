package org.criumatrix.verdict;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/**
 * What matrix.csv says of any program with the same traits and options, which it says before the
 * dump.
 *
 * @param verdict {@code works} or {@code fails}
 * @param failures what awaits the program; the last one is what CRIU should meet first. Empty if it
 *     works
 */
public record Prediction(Verdict verdict, List<Failure> failures) {

  /**
   * @param error a part of the error, or a glob over it; empty: any
   */
  public record Failure(Phase phase, String error) {
    boolean isSeenIn(Phase seenAt, String seen, FailureId id) {
      var meant =
          new Expectation(Expectation.Kind.FAILS, Optional.of(phase), error, "predicted", 0);
      return seenAt == phase && meant.meansError(Objects.requireNonNullElse(seen, ""), id);
    }
  }

  /** How a prediction compares with what was seen. */
  public enum Result {
    /** Predicted to work, and did. */
    RIGHT,
    /** Predicted to fail, and failed with one of the predicted errors in its phase. */
    HIT,
    /** Predicted to fail, and failed otherwise. */
    WRONG_CAUSE,
    /** Predicted to work, and failed. */
    MISS,
    /** Predicted to fail, and worked. */
    FALSE_ALARM
  }

  public Prediction {
    Objects.requireNonNull(verdict, "a prediction without a verdict");
    failures = failures == null ? List.of() : List.copyOf(failures);
    if (failures.stream().anyMatch(f -> f.phase() == null || f.error() == null)) {
      throw new IllegalArgumentException("a predicted failure without a phase or an error");
    }
  }

  public static Prediction of(List<Expectation> failures) {
    var predicted =
        failures.stream().map(f -> new Failure(f.at().orElseThrow(), f.error())).toList();
    return new Prediction(predicted.isEmpty() ? Verdict.WORKS : Verdict.FAILS, predicted);
  }

  /**
   * Compares the prediction with a result.
   *
   * @param seen {@code works}, {@code refuses} or {@code fails}
   * @param phase of a failure; null otherwise
   * @param error of a failure; null otherwise
   * @param id of a failure that the suite describes itself; null otherwise
   */
  public Result compare(Verdict seen, Phase phase, String error, FailureId id) {
    if (seen == Verdict.WORKS) {
      return failures.isEmpty() ? Result.RIGHT : Result.FALSE_ALARM;
    }
    if (failures.isEmpty()) {
      return Result.MISS;
    }
    var hit =
        seen == Verdict.REFUSES
            ? failures.stream().anyMatch(f -> f.phase() == Phase.DUMP)
            : failures.stream().anyMatch(f -> f.isSeenIn(phase, error, id));
    return hit ? Result.HIT : Result.WRONG_CAUSE;
  }
}
