package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.verdict.Verdict;

/**
 * A sub-check that has different results in two runs.
 *
 * @param check its name, {@code second-restore}
 * @param before {@code works}, or the failure
 * @param after {@code works}, or the failure
 */
public record CheckChange(Kind kind, String cell, String check, String before, String after) {

  /** The kinds of changes, worst first. */
  public enum Kind {
    FAILS,
    CHANGED,
    WORKS
  }

  private static final String WORKING = Verdict.WORKS.key();

  /** Returns every sub-check that changed, in the order of the cells. */
  static List<CheckChange> between(
      Map<String, CellAttempts> before, Map<String, CellAttempts> after) {
    var changes = new ArrayList<CheckChange>();
    before.forEach(
        (cell, then) -> {
          var now = after.containsKey(cell) ? after.get(cell).checks() : Map.<String, String>of();
          then.checks()
              .forEach(
                  (check, was) ->
                      of(cell, check, was, now.getOrDefault(check, was)).ifPresent(changes::add));
        });
    return List.copyOf(changes);
  }

  private static Optional<CheckChange> of(String cell, String check, String was, String is) {
    if (SameFailure.areAlike(was, is)) {
      return Optional.empty();
    }
    var kind = was.equals(WORKING) ? Kind.FAILS : is.equals(WORKING) ? Kind.WORKS : Kind.CHANGED;
    return Optional.of(new CheckChange(kind, cell, check, was, is));
  }
}
