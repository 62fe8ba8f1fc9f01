package org.criumatrix.runs;

import java.util.Optional;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Verdict;

/**
 * A cell of which two runs do not say the same.
 *
 * @param before empty: it is new
 * @param after empty: it is gone
 */
public record Change(
    ChangeKind kind, String cell, Optional<CellAttempts> before, Optional<CellAttempts> after) {

  /** Empty when nothing changed. */
  static Optional<Change> of(
      String cell, Optional<CellAttempts> before, Optional<CellAttempts> after) {
    return kind(before, after).map(k -> new Change(k, cell, before, after));
  }

  private static Optional<ChangeKind> kind(
      Optional<CellAttempts> before, Optional<CellAttempts> after) {
    if (before.isEmpty() || after.isEmpty()) {
      return Optional.of(before.isEmpty() ? ChangeKind.NEW : ChangeKind.GONE);
    }
    return kind(before.get(), after.get());
  }

  private static Optional<ChangeKind> kind(CellAttempts then, CellAttempts now) {
    if (!now.tells()) {
      var newlyBroken = now.is(Verdict.BROKEN) && !then.is(Verdict.BROKEN);
      return then.tells() || newlyBroken ? Optional.of(ChangeKind.LOST) : Optional.empty();
    }
    if (!then.tells()) {
      return Optional.of(ChangeKind.FOUND);
    }
    if (!then.isSteady() && then.includes(now) || !now.isSteady() && now.includes(then)) {
      return Optional.of(ChangeKind.UNSTEADY);
    }
    if (then.isGood() && now.isGood()) {
      var same = then.is(Verdict.REFUSES) == now.is(Verdict.REFUSES);
      var older = then.worst().mayBeRefusal() || now.worst().mayBeRefusal();
      return same || older ? Optional.empty() : Optional.of(ChangeKind.CHANGED);
    }
    if (then.isGood() || now.isGood()) {
      return Optional.of(now.isGood() ? ChangeKind.IMPROVEMENT : ChangeKind.REGRESSION);
    }
    if (SameFailure.is(then.worst(), now.worst())) {
      return Optional.empty();
    }
    return Optional.of(
        isFurther(then.worst().phase(), now.worst().phase())
            ? ChangeKind.FURTHER
            : ChangeKind.CHANGED);
  }

  /** Whether both phases are known and the second is the later one. */
  private static boolean isFurther(Phase then, Phase now) {
    return then != null && now != null && now.compareTo(then) > 0;
  }
}
