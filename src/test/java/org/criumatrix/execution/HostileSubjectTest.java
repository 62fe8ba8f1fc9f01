package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile program or a failing host: the cell ends with a true verdict, and the next one is
 * unharmed.
 */
@Timeout(60)
class HostileSubjectTest {

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  @AfterEach
  void theNextCellIsUnharmed() {
    rigs.theNextCellIsUnharmed();
  }

  /** In parallel with a harmless subject. */
  private static Outcome nextToSubject(Command hostile) {
    return rigs.play(
        rig -> {
          rig.environment().first().host().start(hostile.withOutputs("", "").within(Duration.ZERO));
          TestRigs.plain(rig);
        });
  }

  private static void isLeftBehind(Outcome outcome) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.CLEAN);
    assertThat(outcome.error()).startsWith("left behind: ");
  }

  /** Each process starts the next one and ends before it can be killed. */
  @Test
  void oneThatForksWithoutEndIsEnded() {
    var comet =
        """
        printf '#!/bin/sh\\n"$0" &\\n' >/dev/shm/comet; chmod 755 /dev/shm/comet
        exec /dev/shm/comet
        """;
    var limited = Command.of("prlimit", "--nproc=3000", "--", "sh", "-c", comet);

    isLeftBehind(nextToSubject(Account.ORDINARY.runs(limited)));
  }

  @Test
  void oneThatTakesNoSignalIsEnded() {
    var deaf =
        "for s in $(seq 1 64); do trap '' $s 2>/dev/null; done; setsid sh -c 'sleep 60; :' & sleep 60";

    isLeftBehind(nextToSubject(Command.of("sh", "-c", deaf)));
  }

  @Test
  void oneThatTakesAllItCanGetIsEnded() {
    var greedy = "tail /dev/zero; sleep 60";

    isLeftBehind(nextToSubject(Command.of("prlimit", "--data=67108864", "--", "sh", "-c", greedy)));
  }

  @Test
  void filesDeeperThanAPathCanBeAreRemoved() {
    var deep =
        """
        cd "$0"
        for i in $(seq 30); do
          name=$(printf '%200s' | tr ' ' x); mkdir $name && cd $name
        done
        mkfifo fifo; ln -s / root; : >'a
        b'
        """;
    var outcome =
        rigs.play(
            rig -> {
              var subject = rig.start("simple-c");
              rig.environment()
                  .first()
                  .host()
                  .execChecked(Command.of("sh", "-c", deep, subject.folder()));
              rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  /** The suite reads as root, and its evidence is published. */
  @Test
  void aLinkInPlaceOfItsOutputIsNotFollowed() {
    var outcome =
        rigs.play(
            rig -> {
              var subject = rig.start("simple-c");
              rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
              var link = Command.of("ln", "-sf", "/etc/passwd", subject.stdout());
              subject.host().execChecked(link);
            });

    assertThat(outcome.verdict()).isEqualTo(Verdict.WORKS);
    assertThat(folder.resolve("evidence").resolve("subject1.stdout"))
        .content()
        .doesNotContain("root:")
        .contains("Too many levels of symbolic links");
  }

  @Test
  void aHostWhoseAgentDiesIsBroken() {
    var outcome =
        rigs.play(
            rig -> {
              rig.start("simple-c");
              agents().forEach(ProcessHandle::destroyForcibly);
              TestRigs.plain(rig);
            });

    assertThat(outcome.verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).contains("the agent on local is gone");
  }

  /** After the scenario has failed, when the suite wants to know why. */
  @Test
  void aHostWhoseAgentDiesLateIsBrokenToo() {
    var outcome =
        rigs.play(
            rig -> {
              rig.start("simple-c");
              agents().forEach(ProcessHandle::destroyForcibly);
              throw new PhaseFailure(Phase.ALIVE, FailureId.PROCESS_MISSING, "it");
            });

    assertThat(outcome.verdict()).isEqualTo(Verdict.BROKEN);
  }

  private static List<ProcessHandle> agents() {
    return ProcessHandle.current()
        .descendants()
        .filter(p -> p.info().command().orElse("").endsWith("/agent"))
        .toList();
  }
}
