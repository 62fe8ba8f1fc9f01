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
      flags.add(record.differs() ? differing(record.judgement()) : "expected");
    }
    if (record.differs() && verdict != Verdict.UNAVAILABLE && verdict != Verdict.NOT_RUN) {
      flags.add("news");
    }
    if (verdict == Verdict.FAILS && !record.differs()) {
      flags.add("known");
    }
    if (verdict == Verdict.FAILS && record.cause().fixed() != null) {
      flags.add("fixed upstream");
    }
    return flags.build();
  }

  /** A broken cell has the verdict as a flag already. */
  private static String differing(Judgement judgement) {
    return judgement == Judgement.BROKEN ? Verdict.BROKEN.key() : judgement.key();
  }
}
