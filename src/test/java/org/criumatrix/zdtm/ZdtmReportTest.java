package org.criumatrix.zdtm;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.Phase;
import org.criumatrix.zdtm.ZdtmReport.End;
import org.criumatrix.zdtm.ZdtmReport.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZdtmReportTest {

  private static final String TEST = "zdtm/static/env00";
  private static final String BEGIN =
      """
      userns is supported
      === Run 1/1 ================ zdtm/static/env00
      ========================= Run zdtm/static/env00 in uns =========================
      Start test
      ./env00 --pidfile=env00.pid --outfile=env00.out --envname=ENV_00_TEST
      """;
  private static final String RESTORED = BEGIN + "Run criu dump\nRun criu restore\n";
  private static final String PASS =
      RESTORED
          + """
          Send the 15 signal to  107
          Wait for zdtm/static/env00(107) to die for 0.100000
          ========================= Test zdtm/static/env00 PASS ==========================
          """;

  private static ZdtmReport read(String output) {
    return ZdtmReport.of(output, TEST, Flavour.UNS);
  }

  @Test
  void aTestPasses() {
    var report = read(PASS);

    assertThat(report.end()).isEqualTo(End.PASSED);
    assertThat(report.stage()).isEqualTo(Stage.STOP);
  }

  @Test
  void aPassOfAnotherFlavourIsNone() {
    assertThat(ZdtmReport.of(PASS, TEST, Flavour.H).end()).isNotEqualTo(End.PASSED);
  }

  @Test
  void aPassOfAnotherTestIsNone() {
    assertThat(ZdtmReport.of(PASS, "zdtm/static/env0", Flavour.UNS).end()).isEqualTo(End.UNKNOWN);
  }

  @Test
  void aFailureCountsMoreThanAPass() {
    assertThat(read(PASS + "#### Test zdtm/static/env00 FAIL at maps compare ####").end())
        .isEqualTo(End.FAILED);
  }

  @Test
  void aSkipHasItsReason() {
    var report = read("Skipping zdtm/static/env00 (no autofs feature)\n");

    assertThat(report.end()).isEqualTo(End.SKIPPED);
    assertThat(report.detail()).isEqualTo("no autofs feature");
  }

  /** zdtm.py prints nothing about a test that no file of the tree is about. */
  @Test
  void aTestThatWasNotBuiltIsUnknown() {
    assertThat(read("userns is supported\n").end()).isEqualTo(End.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({
    "CRIU dump, DUMP",
    "CRIU restore, RESTORE",
    "unexpected success, DUMP",
    "link remaps left, CLEAN",
    "hook --clean, CLEAN",
    "maps compare, ALIVE",
    "zdtm/static/env00 die, ALIVE"
  })
  void aStepBelongsToAPhase(String step, Phase phase) {
    var report =
        read(RESTORED + "########## Test zdtm/static/env00 FAIL at " + step + " ##########");

    assertThat(report.detail()).isEqualTo(step);
    assertThat(report.phase()).isEqualTo(phase);
  }

  @Test
  void theSameStepBelongsToThePhaseThatItIsIn() {
    var title = "########## Test zdtm/static/env00 FAIL at zdtm/static/env00 die ##########";

    assertThat(read(BEGIN + title).phase()).isEqualTo(Phase.START);
    assertThat(read(BEGIN + "Run criu dump\n" + title).phase()).isEqualTo(Phase.GONE);
    assertThat(read(RESTORED + "Send the 15 signal to  7\n" + title).phase())
        .isEqualTo(Phase.ANSWER);
  }

  @Test
  void whatTheTestFoundIsWithoutWhatDiffersFromRunToRun() {
    var report =
        read(
            RESTORED
                + """
                Send the 15 signal to  108
                ############### Test zdtm/static/env00 FAIL at result check ###############
                Test output: ================================
                10:04:55.292:     6: 140 14010:04:55.293:     5: FAIL: env00.c:129: Mount ID not restored (errno = 11)
                """);

    assertThat(report.phase()).isEqualTo(Phase.ANSWER);
    assertThat(report.complaints())
        .containsExactly("FAIL: env00.c: Mount ID not restored (errno = 11)");
  }

  @Test
  void aRunnerThatBreaksOffHasItsError() {
    var report =
        read(
            BEGIN
                + """
                Traceback (most recent call last):
                  File "/opt/zdtm/test/zdtm.py", line 2034, in do_run_test
                    t.start()
                subprocess.TimeoutExpired: Command '['make', 'env00.pid']' timed out after 30 seconds
                Exception ignored in atexit callback: <function clean_tests_root>
                ##################################### FAIL #####################################
                """);

    assertThat(report.end()).isEqualTo(End.BROKE);
    assertThat(report.detail()).startsWith("subprocess.TimeoutExpired: Command");
    assertThat(report.phase()).isEqualTo(Phase.START);
  }
}
