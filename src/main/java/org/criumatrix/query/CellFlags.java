package org.criumatrix.query;

import java.util.stream.Stream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/** The properties of a result that {@code is:} asks for. */
final class CellFlags {

  private CellFlags() {}

  static Stream<String> of(CellRecord record) {
    var verdict = record.verdict();
    var flags = Stream.<String>builder().add(verdict.key());
    if (CellValues.isTried(record)) {
      flags.add("tried");
    }
    if (verdict != Verdict.NOT_RUN) {
      flags.add(isExpected(record) ? "expected" : flag(record.judgement()));
    }
    if (record.differs() && verdict != Verdict.UNAVAILABLE && verdict != Verdict.NOT_RUN) {
      flags.add("news");
    }
    if (verdict == Verdict.FAILS && isExpected(record)) {
      flags.add("known");
    }
    if (verdict == Verdict.FAILS && record.cause().fixed() != null) {
      flags.add("fixed upstream");
    }
    return flags.build();
  }

  private static boolean isExpected(CellRecord record) {
    return record.judgement() == Judgement.AS_EXPECTED;
  }

  /** A broken cell has the verdict as a flag already. */
  private static String flag(Judgement judgement) {
    return judgement == Judgement.BROKEN ? Verdict.BROKEN.key() : judgement.key();
  }
}
