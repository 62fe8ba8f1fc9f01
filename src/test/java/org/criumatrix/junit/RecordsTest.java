package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.execution.CellResult;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.record.CellRecord.Command;
import org.criumatrix.record.RecordJson;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Test;

class RecordsTest {

  private static CriuCall call(int code, int signal) {
    var exit = new Exit(code, signal, false, Duration.ofNanos(1_234_567), new byte[0], new byte[0]);
    return new CriuCall(null, "dump", "criu dump", exit, "/i", "");
  }

  @Test
  void aRecordHasThePointTheOutcomeAndTheJudgement() {
    var record = CellRecords.failsAtDump("map failed");

    assertThat(record.id()).isEqualTo(CellRecords.CELL.id());
    assertThat(List.of(record.row(), record.caseId().toString()))
        .containsExactly("serial", "serial/java");
    assertThat(List.of(record.criu(), record.privilege(), record.runtime(), record.host()))
        .containsExactly("4.2.1", "root", "none", "vm:trixie");
    assertThat(record.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(record.phase()).isEqualTo(Phase.DUMP);
    assertThat(record.error()).isEqualTo("map failed");
    assertThat(record.result().expected()).isEqualTo("works");
    assertThat(record.judgement()).isEqualTo(Judgement.REGRESSION);
    assertThat(record.cause().why()).isNull();
  }

  @Test
  void timesAreMillisecondsAndNoDigitIsMadeUp() throws Exception {
    JsonNode line = RecordJson.mapper().valueToTree(CellRecords.works());

    assertThat(line.get("dump_ms").doubleValue()).isEqualTo(12.346);
    assertThat(line.get("frozen_ms").doubleValue()).isEqualTo(1.25);
    assertThat(line.get("restore_ms").isNull()).isTrue();
    assertThat(line.get("wall_ms").doubleValue()).isEqualTo(100.0);
  }

  @Test
  void aRecordSaysWhatItsCaseIs() {
    var unavailable = CellRecords.outcome(Verdict.UNAVAILABLE, null, "no device");

    assertThat(CellRecords.of(unavailable, Optional.empty()).about()).isEqualTo(CellRecords.ABOUT);
  }

  @Test
  void aFailureOnRecordHasItsCause() {
    var known =
        new Expectation(
            Expectation.Kind.FAILS, Optional.of(Phase.DUMP), "map", "the kernel moved it", 3);
    var outcome = CellRecords.outcome(Verdict.FAILS, Phase.DUMP, "map failed");
    var record = CellRecords.of(outcome, Optional.of(known));

    assertThat(record.result().expected()).isEqualTo("fails at dump: map");
    assertThat(record.judgement()).isEqualTo(Judgement.AS_EXPECTED);
    assertThat(record.cause()).isEqualTo(new Cause("the kernel moved it", null, null, null));
  }

  @Test
  void aFailureOnRecordHasItsRemedyItsIssueAndItsFix() {
    var line =
        "a/b, *, *, *, *, >=6.1, fails, dump, map, moved, , , 8ee2eba47, 4.1, --x (serial/c)";
    var known = CellRecords.expectation(line);
    var outcome = CellRecords.outcome(Verdict.FAILS, Phase.DUMP, "map failed");

    assertThat(CellRecords.of(outcome, Optional.of(known)).cause())
        .isEqualTo(new Cause("moved", "--x (serial/c)", "8ee2eba47", "4.1", ">=6.1"));
  }

  @Test
  void aCellThatIsNotOnRecordAsAFailureHasNoRemedy() {
    var line = "a/b, *, *, *, *, *, works, , , , , , 8ee2eba47, 4.1, --x";
    var outcome = CellRecords.outcome(Verdict.FAILS, Phase.DUMP, "map failed");

    assertThat(CellRecords.of(outcome, Optional.of(CellRecords.expectation(line))).cause())
        .isEqualTo(Cause.UNKNOWN);
  }

  @Test
  void aRefusalThatAFileCallsWorksSaysWhatTheFileHasToSay() {
    var refuses = CellRecords.outcome(Verdict.REFUSES, null, null);
    var record = CellRecords.of(refuses, Optional.of(CellRecords.WORKS));
    var meant =
        new Expectation(Expectation.Kind.REFUSES, Optional.empty(), "", "about a refusal", 4);

    assertThat(record.judgement()).isEqualTo(Judgement.CHANGED);
    assertThat(record.result().hint()).contains("matrix.csv has to say 'refuses'");
    assertThat(record.harm()).isEqualTo(Harm.NONE);
    assertThat(CellRecords.of(refuses, Optional.of(meant)).result().hint()).isNull();
    assertThat(CellRecords.of(refuses, Optional.of(meant)).differs()).isFalse();
  }

  @Test
  void aCellThatNoLineMatchesSaysSo() {
    var record = CellRecords.of(CellRecords.outcome(Verdict.WORKS, null, null), Optional.empty());

    assertThat(record.judgement()).isEqualTo(Judgement.BROKEN);
    assertThat(record.result().expected()).startsWith("no line of matrix.csv matches this cell");
  }

  @Test
  void anErrorOfTheSuitesOwnHasItsId() {
    var seen = CellRecords.outcome(Verdict.FAILS, Phase.PROGRESS, "");
    var failure = Failure.of(FailureId.NO_PROGRESS, "3 before the dump");
    var outcome =
        new Outcome(seen.verdict(), seen.phase(), failure, seen.measured(), Map.of(), List.of());

    assertThat(CellRecords.of(outcome, Optional.empty()).errorId())
        .isEqualTo(FailureId.NO_PROGRESS);
    assertThat(CellRecords.of(seen, Optional.empty()).errorId()).isNull();
  }

  @Test
  void aCallThatWasKilledHasNoExitCode() {
    var outcome = CellRecords.outcome(Verdict.WORKS, null, null);
    var result =
        new CellResult(
            outcome,
            List.of(call(1, 0), call(-1, 9)),
            Optional.of(List.of("inet-socket")),
            Optional.of(List.of("--tcp-close")),
            new CheckedObject("a mask", List.of(new CheckedValue("mask", "1", "3"))));
    var prediction = Prediction.of(List.of());
    var record =
        Records.of(
            new Attempt(CellRecords.CELL, 2),
            "not this",
            new CellRecord.Axes(CellRecords.CELL, "6.1", Caller.SWRK.key(), "4.0"),
            result,
            Optional.of(CellRecords.WORKS),
            prediction,
            "h");

    assertThat(record.evidence().commands())
        .containsExactly(new Command("criu dump", 1, 1.235), new Command("criu dump", null, 1.235));
    assertThat(record.result().hint()).isEqualTo("h");
    assertThat(record.evidence().traits()).containsExactly("inet-socket");
    assertThat(record.evidence().options()).containsExactly("--tcp-close");
    assertThat(record.evidence().object()).isEqualTo(result.object());
    assertThat(record.prediction()).isEqualTo(prediction);
    assertThat(record.attempt()).isEqualTo(2);
    assertThat(record.evidence().folder()).endsWith("host=vm_trixie,attempt=2");
  }
}
