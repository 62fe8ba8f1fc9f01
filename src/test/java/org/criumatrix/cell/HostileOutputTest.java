package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.host.Exit;
import org.criumatrix.matrix.Phase;
import org.criumatrix.testing.Hostile;
import org.criumatrix.verdict.Failure;
import org.criumatrix.workload.Transcript;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;
import org.junit.jupiter.api.Test;

/** Any output of a workload or CRIU ends in a phase's verdict with an error of bounded length. */
class HostileOutputTest {

  private static final Workload NATIVE = Workloads.find("simple-c", List.of());
  private static final List<String> GOLDEN = List.of("step 1 aa", "step 2 bb", "answer bb");
  private static final String LOG =
      "(00.000001) Version: 4.3 (gitid 0)\n"
          + "(00.030097) Error (criu/util.c:1533): rlimit: Can't setup RLIMIT_NOFILE for self\n"
          + "(00.012345)  12345: Error (criu/files-reg.c:2): Can't open a\n"
          + "(00.02) pie: 42: Error (criu/pie/restorer.c:9): prctl failed\n";

  @Test
  void anEndIsGoodOrDiffersInWords() {
    Hostile.texts(
        List.of(
            "ready 17 cafe\nend cafe\n",
            "ready\nend\n",
            "ready 17 cafe\ncheck failed: fd 3\nend cafe\n"),
        input -> {
          var finished = new Finished(NATIVE, new Transcript(GOLDEN, input), GOLDEN);
          try {
            finished.hasTheAnswerOfAnUninterruptedRun();
          } catch (PhaseFailure e) {
            assertThat(e.phase()).isEqualTo(Phase.ANSWER);
            assertThat(e.failure().text()).isNotBlank();
          }
        });
  }

  @Test
  void aCallThatFailedIsKnownByAnError() {
    Hostile.texts(
        List.of(LOG, "CRIU run id = 7\n(00.1) Error (x.c:1): no\n", ""),
        input -> {
          var bytes = input.getBytes(StandardCharsets.UTF_8);
          var exit = new Exit(1, 0, false, Duration.ZERO, bytes, bytes);
          assertThat(Errors.of(new CriuCall(null, "dump", "criu", exit, "", input)).text())
              .isNotBlank();
          assertThat(Errors.of(new CriuCall(null, "dump", "criu", exit, "", "")).text())
              .isNotBlank();
        });
  }

  @Test
  void anErrorIsNoLongerThanAnybodyReads() {
    var failure = new PhaseFailure(Phase.DUMP, Failure.quoted("a.c: " + "x".repeat(5_000_000)));

    assertThat(failure.failure().text())
        .hasSizeLessThan(3000)
        .startsWith("a.c: xxx")
        .contains("5000005");
  }
}
