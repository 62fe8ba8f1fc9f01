package org.criumatrix.verdict;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.matrix.EndingText;
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

    /** Whether a failure in a phase, with an error, is this one. */
    public boolean isSeenIn(Phase seenAt, String seen, FailureId id) {
      return seenAt == phase
          && Expectation.meansError(error, Objects.requireNonNullElse(seen, ""), id);
    }

    /** In words: {@code fails at dump: TEXT}. */
    public String describe() {
      return EndingText.failure(phase, error);
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
    FALSE_ALARM;

    /** In words: {@code wrong cause}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
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
    return met(seen, phase, error, id).isPresent() ? Result.HIT : Result.WRONG_CAUSE;
  }

  /**
   * Returns the predicted failure that was seen, of several the one that CRIU should meet first;
   * empty if it was none of them.
   *
   * @param seen {@code refuses} or {@code fails}
   * @param phase as in {@link #compare}, like {@code error} and {@code id}
   */
  public Optional<Failure> met(Verdict seen, Phase phase, String error, FailureId id) {
    return failures.stream()
        .filter(
            f -> seen == Verdict.REFUSES ? f.phase() == Phase.DUMP : f.isSeenIn(phase, error, id))
        .reduce((earlier, later) -> later);
  }

  /** Returns the predicted failure that CRIU should meet first; empty if it should work. */
  public Optional<Failure> first() {
    return failures.isEmpty() ? Optional.empty() : Optional.of(failures.get(failures.size() - 1));
  }

  /** In words, what CRIU should meet first comes first: {@code fails at dump: TEXT; …}. */
  public String describe() {
    if (failures.isEmpty()) {
      return verdict.key();
    }
    var inOrder = new ArrayList<>(failures);
    Collections.reverse(inOrder);
    return inOrder.stream().map(Failure::describe).collect(Collectors.joining("; "));
  }
}
