package org.criumatrix.runs;

import java.util.Optional;
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
    if (then.is(Verdict.WORKS) || now.is(Verdict.WORKS)) {
      return then.is(Verdict.WORKS) && now.is(Verdict.WORKS)
          ? Optional.empty()
          : Optional.of(now.is(Verdict.WORKS) ? ChangeKind.IMPROVEMENT : ChangeKind.REGRESSION);
    }
    return SameFailure.is(then.worst(), now.worst())
        ? Optional.empty()
        : Optional.of(ChangeKind.CHANGED);
  }
}
