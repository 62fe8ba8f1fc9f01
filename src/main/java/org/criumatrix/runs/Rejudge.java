package org.criumatrix.runs;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.criumatrix.matrix.Expectation.Kind;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Judge;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Outcome.Measured;

/** Judges a run by a matrix.csv that may differ from its own. */
final class Rejudge {

  private static final Measured NOTHING = new Measured(null, null, 0, null, Map.of());

  private Rejudge() {}

  static boolean isAsExpected(CellRecord record, MatrixFile file) {
    if (record.judgement() == Judgement.UNTRIED) {
      return true;
    }
    var failure = new Failure(record.errorId(), Objects.requireNonNullElse(record.error(), ""));
    var seen = new Outcome(record.verdict(), record.phase(), failure, NOTHING, Map.of(), List.of());
    var expected = file.expectation(record.axes().cell(), record.kernel(), record.dump());
    if (record.mayBeRefusal() && expected.filter(e -> e.kind() == Kind.REFUSES).isPresent()) {
      return true;
    }
    return Judge.judge(seen, expected) == Judgement.AS_EXPECTED;
  }
}
