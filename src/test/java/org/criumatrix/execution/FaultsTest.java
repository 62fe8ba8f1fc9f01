package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults reach CRIU, and are gone afterwards. CRIU is a script here. */
@Timeout(60)
class FaultsTest {

  private static final String IMAGE = "$images/core-7.img";
  private static final String DUMPED = "printf abcd$pid >" + IMAGE + "; kill -9 $pid";

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false, "tools/kill-at");
  }

  private static Outcome play(String dump, String restore, Rigs.Scenario scenario) {
    rigs.criuDoes(dump, restore);
    return rigs.play(scenario);
  }

  private static void works(Outcome outcome) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  /** Slow enough for a busy machine to look at it before it ends. */
  private static Subject start(Rig rig) {
    return rig.start("simple-c", "--pace", "10000");
  }

  @Test
  void criuIsKilledAtTheLineAndNotEarlier() {
    var dump = "echo first >$log; echo 'the second line' >>$log; echo third >>$folder/third";

    works(play(dump, "", rig -> rig.failsToDump(start(rig), rig.faults().killedAt("second"))));
    assertThat(folder.resolve("third")).doesNotExist();
  }

  @Test
  void aLineThatIsNotWrittenKillsNothing() {
    var outcome =
        play(
            "echo first >$log",
            "",
            rig -> rig.failsToDump(start(rig), rig.faults().killedAt("second")));

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).isEqualTo("CRIU logs no line with 'second'");
  }

  @Test
  void aScriptThatCriuDoesNotCallFailsInNoHook() {
    var outcome =
        play("", "", rig -> rig.failsToDump(start(rig), rig.faults().failsInHook("pre-dump")));

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.UNAVAILABLE);
    assertThat(outcome.error()).contains("pre-dump");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theDiskIsReadOnlyForOneDump(boolean log) {
    var dump =
        "touch $images/new 2>/dev/null && exit 0; (echo x >$log) 2>/dev/null; "
            + "echo $? >>$folder/logged-"
            + log
            + "; exit 1";

    works(play(dump, "", rig -> rig.failsToDump(start(rig), rig.faults().readOnlyDisk(log))));
    assertThat(folder.resolve("logged-" + log)).hasContent(log ? "0" : "2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"full", "inodes"})
  void theDiskHoldsAllButTheLastOfTheGoodImages(String what) {
    var images = "$images/a.img $images/b.img $images/c.img";
    var dump =
        "for i in %s; do head -c 5000 /dev/zero >$i || { echo $i >>$folder/missing-%s; exit 1; }; "
                .formatted(images, what)
            + "done 2>/dev/null";

    var outcome =
        play(
            dump,
            "",
            rig -> {
              var subject = start(rig);
              var good = rig.dumpLeavingRunning(subject);
              rig.failsToDump(subject, rig.faults().disk(what, good, 1));
            });

    works(outcome);
    assertThat(folder.resolve("missing-" + what)).content().endsWith("c.img\n").hasLineCount(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"missing", "empty", "half", "foreign"})
  void anImageIsDamagedForOneRestore(String how) throws IOException {
    // What CRIU finds there.
    var restore = "cat %s 2>/dev/null >>$folder/%s; echo . >>$folder/%s; exit 1";
    var outcome =
        play(
            DUMPED,
            restore.formatted(IMAGE, how, how),
            rig -> {
              var foreign = rig.dump(start(rig));
              var images = rig.dump(start(rig));
              rig.failsToRestore(images, rig.faults().damaged(how, "core", foreign));
              rig.failsToRestore(images, rig.faults().damaged("missing", "core", foreign));
              var good = images.folder() + "/core-7.img";
              var content = new String(images.subject().host().read(good), StandardCharsets.UTF_8);
              assertThat(content).isEqualTo("abcd" + images.subject().pid());
            });

    works(outcome);
    var seen = Files.readAllLines(folder.resolve(how)).get(0);
    switch (how) {
      case "missing", "empty" -> assertThat(seen).isEqualTo(".");
      case "half" -> assertThat(seen).startsWith("ab").hasSizeLessThan(5);
      default -> assertThat(seen).startsWith("abcd");
    }
  }

  @Test
  void anImageThatIsTheSameIsNoDamage() {
    var outcome =
        play(
            "printf abcd >%s; kill -9 $pid".formatted(IMAGE),
            "exit 1",
            rig -> {
              var images = rig.dump(start(rig));
              rig.failsToRestore(images, rig.faults().damaged("foreign", "core", images));
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
  }

  @Test
  void criuRunsInALimitedGroupThatIsRemoved() throws IOException {
    var dump = "grep -q :/criu-matrix-room /proc/self/cgroup && exit 1; exit 0";

    var outcome =
        play(dump, "", rig -> rig.failsToDump(start(rig), rig.faults().limit("pids", "5")));

    assumeFalse(outcome.verdict() == Verdict.UNAVAILABLE, outcome.error());
    works(outcome);
    var mine = "criu-matrix-room." + ProcessHandle.current().pid() + ".";
    for (var root : Stream.of("/sys/fs/cgroup", "/sys/fs/cgroup/pids").map(Path::of).toList()) {
      if (Files.isDirectory(root)) {
        try (var all = Files.list(root)) {
          assertThat(all).noneMatch(group -> group.getFileName().toString().startsWith(mine));
        }
      }
    }
  }

  @Test
  void withoutAPageServerNothingIsStarted() {
    var dump = "exit 1";

    works(play(dump, "", rig -> rig.failsToDump(start(rig), rig.faults().noPageServer())));
  }
}
