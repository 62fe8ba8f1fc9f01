package org.criumatrix.junit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.execution.CellResult;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Outcome.Measured;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/** Records for the tests of this package. */
final class CellRecords {

  static final String ABOUT = "A Java virtual machine.";
  static final Cell CELL =
      Cell.of(CaseId.parse("serial/java"), "4.2.1", "root", "none", "vm:trixie");
  static final Expectation WORKS =
      new Expectation(Expectation.Kind.WORKS, Optional.empty(), "", "", 2);

  private CellRecords() {}

  static CellRecord works() {
    return of(outcome(Verdict.WORKS, null, null), Optional.of(WORKS));
  }

  static CellRecord failsAtDump(String error) {
    return of(outcome(Verdict.FAILS, Phase.DUMP, error), Optional.of(WORKS));
  }

  static Outcome outcome(Verdict verdict, Phase phase, String error) {
    var measured = new Measured(12.3456, null, 99.99951, 4096L, Map.of("frozen_time", 1250L));
    var failure = error == null ? null : Failure.quoted(error);
    return new Outcome(verdict, phase, failure, measured, Map.of(), List.of());
  }

  /**
   * @param line of matrix.csv, about the case {@code a/b}
   */
  static Expectation expectation(String line) {
    var header =
        "case,criu,privilege,runtime,host,kernel,expect,at,error,why,holds,with,issue,fixed,remedy";
    var cell = Cell.of(CaseId.parse("a/b"), "4.3", "root", "none", "local");
    return MatrixFile.of("matrix.csv", header + "\n" + line + "\n")
        .expectation(cell, "6.18")
        .orElseThrow();
  }

  static CellRecord of(Outcome outcome, Optional<Expectation> expected) {
    var result =
        new CellResult(outcome, List.of(), Optional.empty(), Optional.empty(), CheckedObject.NONE);
    var works = Prediction.of(List.of());
    var axes = new CellRecord.Axes(CELL, "6.18.44", Caller.COMMAND.key(), null);
    return Records.of(new Attempt(CELL, 1), ABOUT, axes, result, expected, works, null);
  }
}
