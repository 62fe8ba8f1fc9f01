package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cases that are about a refusal, or about the size of images. CRIU is a script here. */
class RefusalTest {

  private static final String REASON = "Error (criu/x.c:1): sockets are not supported";

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  private static Outcome refuses(String dump) {
    rigs.criuDoes(dump, "exit 1");
    return rigs.play(
        rig -> {
          // Slow enough for a busy machine to look at it before it ends.
          var subject = rig.start("simple-c", "--pace", "10000");
          rig.refusesToDump(subject, "sockets are not supported");
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
  }

  private static void fails(Outcome outcome, Phase phase, String error) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(phase);
    assertThat(outcome.error()).contains(error);
  }

  @Test
  void aRefusalForThatReasonThatLeavesTheSubjectUnharmedIsWhatTheCaseWants() {
    var outcome = refuses("echo '%s' >$log; exit 1".formatted(REASON));

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.REFUSES);
    assertThat(outcome.harm()).isEqualTo(Harm.NONE);
  }

  @Test
  void aCaseThatDumpsAfterTheRefusalIsNotAboutTheRefusal() {
    rigs.criuDoes(
        "[ -e $folder/asked ] || { touch $folder/asked; echo '%s' >$log; exit 1; }; kill -9 $pid"
            .formatted(REASON),
        "exit 1");

    var outcome =
        rigs.play(
            rig -> {
              var subject = rig.start("simple-c");
              rig.refusesToDump(subject, "sockets are not supported");
              rig.dump(subject);
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void aRefusalThatLeavesSomethingBehindFailsAtClean() {
    var outcome = refuses("echo '%s' >$log; setsid sleep 30 & exit 1".formatted(REASON));

    fails(outcome, Phase.CLEAN, "left behind");
    assertThat(outcome.harm()).isEqualTo(Harm.NONE);
  }

  @Test
  void aRefusalForAnotherReasonFailsAtTheDumpWithThatReason() {
    fails(
        refuses("echo 'Error (criu/x.c:2): out of memory' >$log; exit 1"),
        Phase.DUMP,
        "out of memory");
  }

  @Test
  void aDumpThatSucceedsIsNoRefusal() {
    fails(refuses("echo '%s' >$log; exit 0".formatted(REASON)), Phase.DUMP, "not refused");
  }

  @Test
  void aRefusalThatKillsTheSubjectFailsAtProgress() {
    fails(
        refuses("echo '%s' >$log; kill -9 $pid; exit 1".formatted(REASON)),
        Phase.PROGRESS,
        "no step beyond");
  }

  private static Outcome expectsInImages(long bytes) {
    rigs.criuDoes(
        "head -c 600 /dev/zero >$images/queue-1.img; head -c 400 /dev/zero >$images/queue-2.img;"
            + " head -c 5000 /dev/zero >$images/pages-1.img; kill -9 $pid",
        "exit 1");
    return rigs.play(
        rig -> {
          rig.dump(rig.start("simple-c"));
          rig.expectsInImages("queue-", bytes);
        });
  }

  @Test
  void imagesThatHoldWhatTheCaseIsAboutWork() {
    var outcome = expectsInImages(1000);

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void aCaseWhoseImagesAreTooSmallIsNotAboutWhatItSays() {
    var outcome = expectsInImages(1001);

    assertThat(outcome.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).contains("queue-* have 1000 bytes, and 1001 are needed");
  }
}
