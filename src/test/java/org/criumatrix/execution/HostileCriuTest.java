package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A hostile CRIU: no matter what it does to itself, the subject or the host, the cell ends with the
 * phase that failed, and the next cell is unharmed. CRIU is a script here.
 */
@Timeout(60)
class HostileCriuTest {

  private static final long MOST_IN_MEMORY = 32 << 20;
  private static final int BLOCK = 512;

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
  }

  @AfterEach
  void theNextCellIsUnharmed() {
    rigs.theNextCellIsUnharmed();
  }

  private static Outcome play(Runtime runtime, String dump, String restore) throws IOException {
    rigs.criuDoes(dump, restore);
    return rigs.play(
        runtime,
        rig -> {
          var subject = rig.start("simple-c");
          rig.restore(rig.dump(subject));
          rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
        });
  }

  private static Outcome play(String dump) throws IOException {
    return play(new NoContainer(), dump, "exit 1");
  }

  private static void fails(Outcome outcome, Phase phase, String error) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(phase);
    assertThat(outcome.error()).contains(error);
  }

  @Test
  void oneThatIsKilledHalfWayFailsAtTheDump() throws IOException {
    fails(play("echo '(00.1) Dumping task' >$log; kill -9 $$"), Phase.DUMP, "signal 9");
  }

  @Test
  void oneThatIsKilledHalfWayFailsAtTheRestore() throws IOException {
    fails(play(new NoContainer(), "kill -9 $pid", "kill -9 $$"), Phase.RESTORE, "signal 9");
  }

  @Test
  void oneThatLeavesTheSubjectStoppedFailsAtTheDump() throws IOException {
    var dump = "kill -STOP $pid; echo 'Error (criu/x.c:1): cannot' >$log; exit 1";

    fails(play(dump), Phase.DUMP, "x.c: cannot");
  }

  @Test
  void oneThatSaysItDumpedAndLeavesTheSubjectStoppedFailsAtGone() throws IOException {
    var untilItStands = "until grep -q 'State:.T' /proc/$pid/status; do sleep 0.01; done";

    fails(play("kill -STOP $pid; " + untilItStands), Phase.GONE, "state T");
  }

  @Test
  void damagedStatisticsAreIgnoredAndReported() throws IOException {
    var dump = "kill -9 $pid; echo garbage >$images/stats-dump";
    var outcome = play(new NoContainer(), dump, "exit 0");

    fails(outcome, Phase.ALIVE, "not there after the restore");
    assertThat(outcome.measured().criuStats()).isEmpty();
    assertThat(outcome.checks()).containsEntry("statistics", "not a statistics image of CRIU");
  }

  /** Images on a very small disk. */
  private static final class SmallDisk extends NoContainer {

    private final boolean stays;

    SmallDisk(boolean stays) {
      this.stays = stays;
    }

    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      context
          .host()
          .execChecked(Command.of("mount", "-t", "tmpfs", "-o", "size=64k", "small", images));
      var call = super.dump(context, subject, images, options);
      if (!stays) {
        context.host().execChecked(Command.of("umount", images));
      }
      return call;
    }
  }

  private static final String FILLS =
      "head -c 1M /dev/zero >$images/pages-1.img || { echo 'Error (x.c:1): no room' >$log; exit 1; }";

  @Test
  void oneThatFillsTheDiskFailsAtTheDumpWithWhatItPrinted() throws IOException {
    fails(play(new SmallDisk(false), FILLS, ""), Phase.DUMP, "No space left on device");
  }

  @Test
  void aMountThatIsLeftIsReportedWithTheFailure() throws IOException {
    var outcome = play(new SmallDisk(true), FILLS, "");

    fails(outcome, Phase.DUMP, "No space left on device");
    assertThat(outcome.checks().get("clean"))
        .contains("left behind: a mount", "left behind: files that cannot be removed");
  }

  private static void needsNft() {
    assumeTrue(
        LocalCommand.run(TestRigs.SHORT.start(), Map.of(), List.of("sh", "-c", "command -v nft"))
            .succeeded(),
        "there is no nft");
  }

  @Test
  void aFirewallTableThatIsLeftIsReportedWithTheFailure() throws IOException {
    needsNft();
    var outcome = play("nft add table inet CRIU-$pid; echo 'Error (x.c:1): no' >$log; exit 1");

    fails(outcome, Phase.DUMP, "x.c: no");
    assertThat(outcome.checks().get("clean")).startsWith("left in the firewall: table inet CRIU-");
  }

  @Test
  void aFirewallTableThatIsLeftFailsAtCleanIfAllElseSucceeds() throws IOException {
    needsNft();
    rigs.criuDoes("nft add table inet CRIU-$pid; kill -9 $pid", "exit 1");

    fails(
        rigs.play(rig -> rig.dump(rig.start("simple-c"))),
        Phase.CLEAN,
        "left in the firewall: table inet CRIU-");
  }

  @Test
  void aForeignRuleThatIsGoneFailsAtClean() throws IOException {
    needsNft();
    rigs.criuDoes("nft delete table inet foreign; kill -9 $pid", "exit 1");
    var outcome =
        rigs.play(
            rig -> {
              rig.firewalls().watch(rig.environment().contexts());
              rig.dump(rig.start("simple-c"));
            });

    fails(outcome, Phase.CLEAN, "gone from the firewall: table inet foreign");
  }

  /** Only the beginning of its output is kept in memory. */
  @Test
  void oneThatNeverStopsTalkingFailsAtTheDumpAndFillsNoMemory() throws IOException {
    var outcome =
        play(
            """
            head -c 100M /dev/zero
            head -c 100M /dev/zero >&2
            truncate -s 1G $log
            sleep 0.2
            stat -L -c %b /proc/$$/fd/1 /proc/$$/fd/2 >$folder/blocks
            exit 1
            """);

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
    assertThat(outcome.error()).hasSizeLessThan(3000);
    assertThat(Files.readAllLines(folder.resolve("blocks")))
        .hasSize(2)
        .allMatch(blocks -> Long.parseLong(blocks) * BLOCK < MOST_IN_MEMORY);
    assertThat(folder.resolve("evidence").resolve("1-dump.log").toFile().length())
        .isLessThan(MOST_IN_MEMORY);
  }
}
