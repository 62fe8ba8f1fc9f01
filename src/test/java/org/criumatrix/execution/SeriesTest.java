package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.ControlGroup;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Checkpoints in a row, of many subjects and in control groups: what decides a verdict. CRIU is a
 * script here.
 */
@Timeout(120)
class SeriesTest {

  private static final int PAGE = 4096;

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  private String seen = "";

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false, "tools/end");
  }

  /** Calls the action script of a dump, as CRIU does, and leaves the subject alone. */
  private static class Snapshots extends NoContainer {

    private final List<Integer> pages;
    private int dumps;

    /**
     * @param pages the number of pages in the images of each dump
     */
    Snapshots(Integer... pages) {
      this.pages = List.of(pages);
    }

    @Override
    public CriuCall dump(
        RuntimeContext context, Subject subject, String images, List<String> options) {
      var script = options.get(options.indexOf("--action-script") + 1);
      var env = Map.of("CRTOOLS_SCRIPT_ACTION", "post-dump");
      context.host().execChecked(Command.of(script).withEnv(env));
      var content = new byte[PAGE * pages.get(dumps++)];
      context.host().write(images + "/pages-1.img", content, Mode.PUBLIC);
      return Restarter.pretended(context, "dump", images);
    }
  }

  private static void write(Subject subject, String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    subject.host().write(subject.folder() + "/log", bytes, Mode.PUBLIC);
  }

  /** Plays a subject whose file has another content after its checkpoint. */
  private Outcome losesAfterOneMoreLine(String then) {
    return rigs.play(
        new Snapshots(1),
        rig -> {
          var subject = rig.start("simple-c", "--pace", "20000");
          write(subject, "one\n");
          var series = rig.series(subject);
          series.checkpoint();
          write(subject, "one\ntwo\n");
          if (then.isEmpty()) {
            series.lose();
          } else {
            series.lose(then);
          }
          seen = new String(subject.host().read(subject.folder() + "/log"), StandardCharsets.UTF_8);
          assertThat(subject.tree()).isEmpty();
        });
  }

  @Test
  void aLostSubjectGetsItsFilesOfTheCheckpoint() {
    var outcome = losesAfterOneMoreLine("");

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    assertThat(seen).isEqualTo("one\n");
  }

  @Test
  void aFileThatHasGrownIsLeftAsItIs() {
    losesAfterOneMoreLine("grown");

    assertThat(seen).isEqualTo("one\ntwo\n");
  }

  @Test
  void aFileIsCutToItsSizeAtTheCheckpoint() {
    losesAfterOneMoreLine("truncated");

    assertThat(seen).isEqualTo("one\n");
  }

  @Test
  void aRotatedFileIsEmpty() {
    losesAfterOneMoreLine("rotated");

    assertThat(seen).isEmpty();
  }

  private static Outcome changes(Integer... pages) {
    return rigs.play(
        new Snapshots(pages),
        rig -> {
          var series = rig.series(rig.start("simple-c", "--pace", "20000"));
          series.checkpointOfChanges();
          series.checkpointOfChanges();
          series.expectsOnlyChanges(4);
        });
  }

  @Test
  void aDumpOfEverythingIsNoIncrementalOne() {
    assertThat(changes(8, 3).verdict()).isEqualTo(Verdict.BROKEN);
    assertThat(changes(8, 2).verdict()).isEqualTo(Verdict.WORKS);
  }

  private static Outcome manyAtOnce(String dump, String restore) {
    rigs.criuDoes(dump, restore);
    return rigs.play(
        rig -> {
          var crowd = rig.crowd().start(2, "simple-c", "--pace", "20000");
          crowd.dumpAndRestoreAtOnce();
          crowd.finish();
        });
  }

  @Test
  void oneOfManyThatCannotBeDumpedFailsAtTheDump() {
    var outcome = manyAtOnce("case $images in *-1) exit 1;; esac; kill -9 $pid", "exit 0");

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.DUMP);
  }

  @Test
  void oneOfManyThatIsNotDumpedFailsAtGone() {
    var outcome = manyAtOnce("case $images in *-1) exit 0;; esac; kill -9 $pid", "exit 0");

    assertThat(outcome.phase()).as(outcome.error()).isEqualTo(Phase.GONE);
  }

  @Test
  void oneOfManyThatIsNotRestoredFails() {
    var outcome = manyAtOnce("kill -9 $pid", "case $images in *-1) exit 1;; esac; exit 0");

    assertThat(outcome.verdict()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).as(outcome.error()).isIn(Phase.RESTORE, Phase.ALIVE);
  }

  private interface InGroup {
    void play(Rig rig, ControlGroup group, Subject subject);
  }

  private static Outcome inGroup(InGroup what) {
    var outcome =
        rigs.play(
            rig -> {
              var group = rig.controlGroup("v1");
              what.play(rig, group, rig.start("simple-c", "--pace", "20000"));
            });
    assumeThat(outcome.verdict()).isNotEqualTo(Verdict.UNAVAILABLE);
    return outcome;
  }

  private static void isAnother(Outcome outcome, String what) {
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.ALIVE);
    assertThat(FailureId.of(outcome.error())).contains(FailureId.CONTROL_GROUP_CHANGED);
    assertThat(outcome.error()).contains(what);
  }

  @Test
  void aSubjectInItsGroupIsWhereItWas() {
    var outcome =
        inGroup(
            (rig, group, subject) -> {
              group.put(subject);
              group.requireJob(subject);
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
  }

  @Test
  void aSubjectOutsideOfItsGroupFails() {
    isAnother(inGroup((rig, group, subject) -> group.requireJob(subject)), "elsewhere in");
  }

  @Test
  void aSubjectInTheGroupOfAnotherJobFails() {
    var outcome =
        inGroup(
            (rig, group, subject) -> {
              group.put(subject);
              group.requireMember(subject, "other");
            });

    isAnother(outcome, "member of: job");
  }

  @Test
  void otherLimitsFail() {
    var change =
        "g=$(sed -n 's|^[0-9]*:pids:||p' /proc/$0/cgroup); echo 78 >/sys/fs/cgroup/pids$g/pids.max";
    var outcome =
        inGroup(
            (rig, group, subject) -> {
              group.put(subject);
              var pid = String.valueOf(subject.pid());
              subject.host().execChecked(Command.of("sh", "-c", change, pid));
              group.requireJob(subject);
            });

    isAnother(outcome, "pids.max 78");
  }
}
