package org.criumatrix.runs;

import java.util.List;
import java.util.Optional;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Tries.Try;
import org.criumatrix.verdict.Verdict;

/**
 * Since when a case works: what worked once and failed again later does not count.
 *
 * @param tries everything that was tried, in order
 * @param bad the last that failed; empty: none did
 * @param good the first that worked after it, or else the first that worked; empty: none did, or
 *     the last that was tried fails
 */
public record FirstGood(Tries tries, Optional<Try> bad, Optional<Try> good) {

  /**
   * @param records of one case with one privilege and one runtime
   */
  public static List<FirstGood> of(List<CellRecord> records) {
    return Tries.of(records).stream().map(FirstGood::of).toList();
  }

  private static FirstGood of(Tries tries) {
    Try bad = null;
    Try good = null;
    for (var one : tries.tried()) {
      if (one.is(Verdict.FAILS)) {
        bad = one;
        good = null;
      } else if (one.works() && good == null) {
        good = one;
      }
    }
    return new FirstGood(tries, Optional.ofNullable(bad), Optional.ofNullable(good));
  }
}
