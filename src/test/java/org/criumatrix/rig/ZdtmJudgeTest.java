package org.criumatrix.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.zdtm.Flavour;
import org.criumatrix.zdtm.ZdtmReport;
import org.criumatrix.zdtm.ZdtmReport.End;
import org.criumatrix.zdtm.ZdtmReport.Stage;
import org.criumatrix.zdtm.ZdtmTest;
import org.junit.jupiter.api.Test;

class ZdtmJudgeTest {

  private static final byte[] NOTHING = {};
  private static final Exit WELL = exit(0, false);
  private static final CriuCall DUMPED = call("dump", "(00.1) Dumping finished successfully");
  private static final CriuCall RESTORED =
      call("restore", "(00.1) Restore finished successfully. Tasks resumed.");
  private static final CriuCall REFUSED =
      call("dump", "(00.1) Error (criu/files.c:7): Can't dump file 3");

  private static Exit exit(int code, boolean timedOut) {
    return new Exit(code, 0, timedOut, Duration.ofSeconds(9), NOTHING, NOTHING);
  }

  private static CriuCall call(String action, String log) {
    var how = ZdtmJudge.isComplete(action, log) ? WELL : exit(1, false);
    return new CriuCall(null, action, "criu " + action, how, "", log);
  }

  private static ZdtmTest test(String... flags) {
    return new ZdtmTest("static", "env00", Set.of(Flavour.H), Set.of(flags));
  }

  private static ZdtmReport report(End end, String detail, Stage stage, String... complaints) {
    return new ZdtmReport(end, detail, stage, List.of(complaints));
  }

  private static final ZdtmReport PASSED = report(End.PASSED, "", Stage.STOP);

  private static PhaseFailure failure(ZdtmReport report, Exit exit, CriuCall... calls) {
    var judge = new ZdtmJudge(test(), report, exit, List.of(calls));
    return catchThrowableOfType(PhaseFailure.class, judge::isRefusal);
  }

  @Test
  void aTestPassesIfCriusLogsShowIt() {
    assertThat(new ZdtmJudge(test(), PASSED, WELL, List.of(DUMPED, RESTORED)).isRefusal())
        .isFalse();
  }

  @Test
  void aPassWithoutAnyCallOfCriuIsNone() {
    var failure = failure(PASSED, WELL);

    assertThat(failure.phase()).isEqualTo(Phase.DUMP);
    assertThat(failure.failure().id()).isEqualTo(FailureId.ZDTM_UNPROVEN);
  }

  @Test
  void aPassWithoutARestoreIsNone() {
    assertThat(failure(PASSED, WELL, DUMPED).phase()).isEqualTo(Phase.RESTORE);
  }

  @Test
  void aPassWithADumpThatFailedIsNone() {
    assertThat(failure(PASSED, WELL, REFUSED, RESTORED).phase()).isEqualTo(Phase.DUMP);
  }

  @Test
  void aPassOfARunnerThatFailsIsNone() {
    assertThat(failure(PASSED, exit(1, false), DUMPED, RESTORED).failure().id())
        .isEqualTo(FailureId.ZDTM_UNPROVEN);
  }

  @Test
  void aTestThatCriuHasToRefuseIsRefused() {
    var judge = new ZdtmJudge(test("crfail"), PASSED, WELL, List.of(REFUSED));

    assertThat(judge.isRefusal()).isTrue();
  }

  @Test
  void aRefusalThatNoLogShowsIsNone() {
    var judge = new ZdtmJudge(test("crfail"), PASSED, WELL, List.of(DUMPED, RESTORED));

    assertThatThrownBy(judge::isRefusal).isInstanceOf(PhaseFailure.class);
  }

  @Test
  void aDumpThatHadToFailAndDidNotIsNotRefused() {
    var report = report(End.FAILED, "unexpected success", Stage.STOP);

    assertThat(failure(report, exit(1, false), DUMPED, RESTORED).failure().id())
        .isEqualTo(FailureId.NOT_REFUSED);
  }

  @Test
  void aFailureOfCriuHasItsFirstError() {
    var failure = failure(report(End.FAILED, "CRIU dump", Stage.DUMP), exit(1, false), REFUSED);

    assertThat(failure.phase()).isEqualTo(Phase.DUMP);
    assertThat(failure.failure().text()).isEqualTo("files.c: Can't dump file 3");
  }

  @Test
  void aFailureOfTheTestHasItsComplaint() {
    var report = report(End.FAILED, "result check", Stage.STOP, "FAIL: env00.c: no", "FAIL: more");
    var failure = failure(report, exit(1, false), DUMPED, RESTORED);

    assertThat(failure.phase()).isEqualTo(Phase.ANSWER);
    assertThat(failure.failure().text()).isEqualTo("FAIL: env00.c: no");
  }

  @Test
  void aCheckOfTheRunnerIsNamedAsSuch() {
    var report = report(End.FAILED, "maps compare", Stage.RESTORE);
    var failure = failure(report, exit(1, false), DUMPED, RESTORED);

    assertThat(failure.phase()).isEqualTo(Phase.ALIVE);
    assertThat(failure.failure().text()).isEqualTo("zdtm.py: maps compare");
  }

  @Test
  void aSkipIsUnavailableForTheRunnersReason() {
    var report = report(End.SKIPPED, "no autofs feature", Stage.NONE);

    assertThatThrownBy(() -> new ZdtmJudge(test(), report, WELL, List.of()).isRefusal())
        .isInstanceOf(Unavailable.class)
        .hasMessage("zdtm.py skips it: no autofs feature");
  }

  @Test
  void aHangIsFoundWhereItIs() {
    var restoring = report(End.BROKE, "Run criu restore", Stage.RESTORE);

    assertThat(failure(restoring, exit(-1, true), DUMPED).phase()).isEqualTo(Phase.RESTORE);
    assertThat(failure(restoring, exit(-1, true), DUMPED, RESTORED).phase()).isEqualTo(Phase.ALIVE);
  }

  /** The host's fault, and no finding about CRIU. */
  @Test
  void aRunnerThatStartsNothingMakesTheCellBroken() {
    var report = report(End.BROKE, "ModuleNotFoundError: No module named 'yaml'", Stage.NONE);

    assertThatThrownBy(() -> new ZdtmJudge(test(), report, exit(1, false), List.of()).isRefusal())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("yaml");
  }
}
