package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.matrix.Profile;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Cells that call a CRIU, which is a script, with the options of a profile. */
@Timeout(60)
class ProfilesTest {

  private static final Profile LXC = Profile.find("lxc").orElseThrow();
  private static final Profile NONE = Profile.find("none").orElseThrow();

  @TempDir Path folder;
  @AutoClose private TestRigs rigs;

  @BeforeEach
  void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
    rigs.criuDoes("kill -9 $pid", "exit 1");
  }

  private CellResult play(Rigs.Scenario scenario) {
    return rigs.run(new NoContainer(), scenario);
  }

  private static String line(CellResult result, String action) {
    return result.calls().stream()
        .filter(call -> call.action().equals(action))
        .map(CriuCall::line)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theOptionsOfTheCaseAreReplaced() {
    rigs.use(LXC);

    var result =
        play(
            rig ->
                rig.restore(
                    rig.dump(rig.start("simple-c"), "--shell-job", "--external", "mnt[/x]:x"),
                    "--shell-job",
                    "--root",
                    "/x"));

    assertThat(line(result, "dump"))
        .contains("--file-locks", "--force-irmap", "--external", "mnt[/x]:x")
        .doesNotContain("--shell-job");
    assertThat(line(result, "restore"))
        .contains("--restore-sibling", "--root /x")
        .doesNotContain("--shell-job", "--force-irmap");
    assertThat(result.options().orElseThrow())
        .contains("--file-locks", "--enable-fs=tracefs", "--external=mnt[/x]:x")
        .doesNotContain("--shell-job");
    assertThat(result.hasOtherOptions()).isTrue();
  }

  @Test
  void aCaseWithTheSameOptionsHasNoOthers() {
    rigs.use(NONE);

    assertThat(play(rig -> rig.restore(rig.dump(rig.start("simple-c")))).hasOtherOptions())
        .isFalse();
    assertThat(play(rig -> rig.dump(rig.start("simple-c"), "--shell-job")).hasOtherOptions())
        .isTrue();
  }

  @Test
  void everyKindOfDumpIsReplaced() {
    rigs.use(LXC);

    assertThat(line(play(rig -> rig.preDump(rig.start("simple-c"), "--track-mem")), "pre-dump"))
        .contains("--file-locks", "--track-mem");
    assertThat(line(play(rig -> rig.dumpLeavingRunning(rig.start("simple-c"))), "dump"))
        .contains("--file-locks", "--leave-running");
    assertThat(line(play(rig -> rig.crowd().start(2, "simple-c").dumpAndRestoreAtOnce()), "dump"))
        .contains("--file-locks");
  }

  @Test
  void aRefusalThatIsNotDueIsUnavailable() {
    rigs.use(LXC);

    var outcome = play(rig -> rig.refusesToDump(rig.start("simple-c"), "locks")).outcome();

    assertThat(outcome.verdict()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("other options than those of the profile lxc");
  }

  @Test
  void anEffectOfAnotherOptionIsUnavailable() {
    rigs.use(LXC);

    var outcome =
        play(rig -> {
              rig.dump(rig.start("simple-c"), "--display-stats");
              rig.effects().prints("Displaying");
            })
            .outcome();

    assertThat(outcome.verdict()).isEqualTo(Verdict.UNAVAILABLE);
  }

  @Test
  void anEngineIsUnavailable() {
    rigs.use(LXC);

    var outcome =
        rigs.play(
            new NoContainer() {
              @Override
              public String name() {
                return "engine";
              }

              @Override
              public boolean callsCriuPlainly() {
                return false;
              }
            },
            rig -> rig.dump(rig.start("simple-c")));

    assertThat(outcome.verdict()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).isEqualTo("engine chooses the options of CRIU itself");
  }
}
