package org.criumatrix.trial;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Difference;
import org.junit.jupiter.api.Test;

/** The answer fits a screen, and begins with what happened to the program. */
class TrialTextTest {

  private static final int LINES = 25;
  private static final int COLUMNS = 112;
  private static final Difference WRONG = new Difference("stdout line 2", "sum 6", "sum 5", false);
  private static final Difference TIME = new Difference("stdout line 1", "time 2", "time 1", true);

  private static String text(BuildAnswer... answers) {
    var paint = new TrialText(Trials.report(answers), (style, words) -> words);
    var text = paint.text(Path.of("/tmp/out/index.html"));
    assertThat(text.lines().toList()).hasSizeLessThanOrEqualTo(LINES);
    assertThat(text.lines()).allMatch(l -> l.length() <= COLUMNS).allMatch(l -> !l.endsWith(" "));
    return text;
  }

  @Test
  void aProgramThatWorksGetsItsCommands() {
    assertThat(text(Trials.answer(Trials.works(), Trials.works())))
        .isEqualTo(
            """
            ./simulate --steps 1000  (in /home/user/job)
            Linux 6.18.1. Uninterrupted it takes 5.0 s, and is ready after 0.5 s.
            Two such runs differ, and this is not compared: stdout: 1 place
            Note: an uninterrupted run ends with exit code 3: no input.

            CRIU 4.3 as root  works
              dumped after 1.5 s, 1.5 s, gone, restored; then the same exit code, output and files as uninterrupted runs
              held before the dump, not after the restore: tcp-established (a TCP connection)
              dump 12 ms (frozen for 5 ms), restore 34 ms, images 3.0 MiB

                criu dump --tree PID --images-dir checkpoint
                criu restore --images-dir checkpoint --restore-detached
                criu-job ./simulate --steps 1000
              The last one is for batch jobs; criu-job is in the suite's folder contrib. PID is the program's first
                process.

            Details     /tmp/out/index.html
            """);
  }

  @Test
  void anOptionIsNamedWithItsCauseAndItsMeaning() {
    var error = "Error (criu/sk-inet.c:188): inet: Connected TCP socket";
    var attempt = Trials.worksAfter(error, "CRIU is not asked to", "--tcp-established");

    assertThat(text(Trials.answer(attempt)))
        .contains("CRIU 4.3 as root  works with --tcp-established\n")
        .contains("without options: dump fails, " + error + ".")
        .contains("CRIU is not asked to")
        .contains("criu dump --tree PID --images-dir checkpoint --tcp-established\n")
        .contains("criu-job --criu-option=--tcp-established")
        .contains("  --tcp-established: connections are kept;");
  }

  @Test
  void aRefusalIsNoLoss() {
    var refused = Trials.fails(Phase.DUMP, "CRIU does not know io_uring", true);

    assertThat(text(Trials.answer(refused)))
        .contains("is refused: CRIU does not dump it, and it continues unharmed")
        .contains("fails at dump, 1.5 s into the run: CRIU does not know io_uring")
        .contains("what may help: 'criu-matrix advise -- COMMAND'")
        .doesNotContain("criu dump --tree");
  }

  @Test
  void aLossNamesNoCommand() {
    var lost = Trials.fails(Phase.RESTORE, "Can't open file", false);

    assertThat(text(Trials.answer(lost)))
        .contains("CRIU 4.3 as root  loses the job\n")
        .contains("do not checkpoint it with this CRIU")
        .doesNotContain("criu dump --tree");
    assertThat(text(Trials.answer(Trials.fails(Phase.ALIVE, "gone", false))))
        .contains("loses the job: it dies right after the restore");
  }

  @Test
  void aChangeShowsWhatIsDifferent() {
    assertThat(text(Trials.answer(Trials.changed(TIME, WRONG))))
        .contains("comes back changed: its results are different")
        .contains("stdout line 2 is 'sum 6', an uninterrupted run has 'sum 5'")
        .doesNotContain("time 2");
  }

  @Test
  void aTimeIsAnExceptionThatIsNamed() {
    assertThat(text(Trials.answer(Trials.changed(TIME))))
        .contains("CRIU 4.3 as root  works\n")
        .containsPattern("files \\(except times, such as in\\s+stdout line 1\\) as");
  }

  @Test
  void aBuildThatCannotBeTriedSaysWhy() {
    var answer = Trials.unavailable("this kernel has no checkpoint/restore");

    assertThat(text(answer))
        .contains("CRIU 4.3 as root  cannot be tried here\n  this kernel has no checkpoint")
        .doesNotContain("criu dump");
    assertThat(TrialText.isPlain(answer)).isTrue();
    assertThat(TrialText.isPlain(Trials.answer(Trials.works("--shell-job")))).isFalse();
  }

  @Test
  void theWorstAndTheBestHaveTheirColours() {
    for (var answer : List.of("green", "yellow", "red")) {
      var attempt =
          switch (answer) {
            case "green" -> Trials.works();
            case "yellow" -> Trials.fails(Phase.DUMP, "no", true);
            default -> Trials.changed(WRONG);
          };
      var painted = new TrialText(Trials.report(Trials.answer(attempt)), (s, w) -> s + "|" + w);

      assertThat(painted.text(Path.of("page"))).contains("bold," + answer + "|");
    }
  }
}
