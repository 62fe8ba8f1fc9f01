package org.criumatrix.runs;

import java.util.List;
import java.util.Optional;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Tries.Try;
import org.criumatrix.verdict.Verdict;

/**
 * Where a case began to fail.
 *
 * @param tries everything that was tried, in order
 * @param good the last that worked before the first that failed; empty: none did
 * @param bad the first that failed after one that worked, or else the first that failed; empty:
 *     none did
 */
public record FirstBad(Tries tries, Optional<Try> good, Optional<Try> bad) {

  /**
   * @param records of one case with one privilege and one runtime
   */
  public static List<FirstBad> of(List<CellRecord> records) {
    return Tries.of(records).stream().map(FirstBad::of).toList();
  }

  private static FirstBad of(Tries tries) {
    Try good = null;
    Try early = null;
    for (var one : tries.tried()) {
      if (one.is(Verdict.FAILS) && good != null) {
        return new FirstBad(tries, Optional.of(good), Optional.of(one));
      }
      early = early == null && one.is(Verdict.FAILS) ? one : early;
      good = one.works() ? one : good;
    }
    return new FirstBad(tries, Optional.empty(), Optional.ofNullable(early));
  }
}
