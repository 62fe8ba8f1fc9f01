package org.criumatrix.scenario;

import java.util.List;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;
import org.criumatrix.rig.Series;

/**
 * Row "operations", incremental: a dump has only the memory that has changed since the one before,
 * which the kernel tracks (soft-dirty).
 */
@Row(value = "operations", cost = 3)
class OperationsIncrementalScenario {

  private static final String PRIVILEGES = "{root,capabilities}";

  /** An incremental dump has less than a quarter of the memory, or it is none. */
  private static final int PART = 4;

  /** Each step changes one page of 16 MiB; where pages are huge, that makes 2 MiB of changes. */
  private static Series start(Rig rig) {
    rig.needs().feature("mem_dirty_track");
    rig.plans("again");
    return rig.series(rig.start("bulk", "--memory", "16", "--pace", "100000"));
  }

  /** Makes checkpoints, the first of all memory, and the others of changes. */
  private static Series checkpoints(Rig rig, int number, String... options) {
    var series = start(rig);
    for (var i = 0; i < number; i++) {
      series.checkpointOfChanges(options);
    }
    series.expectsOnlyChanges(PART);
    return series;
  }

  private static void loseAndRestore(Series series) {
    series.lose();
    series.restore();
    series.finish();
  }

  /** Memory is dumped ahead, so that the program stands still for a shorter time. */
  @Case(
      value = "incremental-pre-dumps-{1,3}-{splice,read}",
      about =
          "The memory of a program is dumped ahead %1 by criu pre-dump, %2, before the dump itself.",
      words = {
        "1=once; 3=three times; splice=through pipes (--pre-dump-mode=splice)",
        "read=by process_vm_readv (--pre-dump-mode=read)"
      },
      privilege = PRIVILEGES)
  void preDumps(Rig rig, String times, String mode) {
    var series = start(rig);
    for (var i = 0; i < Integer.parseInt(times); i++) {
      series.preDump("--pre-dump-mode=" + mode);
    }
    series.dumpOfChanges();
    series.expectsOnlyChanges(PART);
    series.restore();
    series.finish();
  }

  /** Each checkpoint has a parent. */
  @Case(
      value = "incremental-periodic-{2,5}",
      about =
          "A job is checkpointed %1 times, each time only what has changed, is lost, and continues "
              + "from the last one.",
      words = "2=two; 5=five",
      privilege = PRIVILEGES)
  void periodic(Rig rig, String times) {
    loseAndRestore(checkpoints(rig, Integer.parseInt(times)));
  }

  /** Pages that a later dump has are removed from the earlier one. */
  @Case(
      value = "incremental-{auto-dedup,dedup}",
      about =
          "Incremental checkpoints share no page, because %1 removes older ones; the job continues "
              + "from the last.",
      words = "auto-dedup=--auto-dedup; dedup=criu dedup",
      privilege = PRIVILEGES)
  void dedup(Rig rig, String how) {
    loseAndRestore(deduplicated(rig, how));
  }

  /**
   * The last checkpoint is not the one to continue from.
   *
   * <p>If it works with {@code dedup}, CRIU has begun to see that pages are missing.
   */
  @Case(
      value = "incremental-older-after-{none,auto-dedup,dedup}",
      about = "A job continues from the last checkpoint but one, of which %1 removed pages.",
      words = "none=nothing; auto-dedup=--auto-dedup; dedup=criu dedup",
      privilege = "root")
  void older(Rig rig, String how) {
    var series = how.equals("none") ? checkpoints(rig, 2) : deduplicated(rig, how);
    series.forgetLast();
    loseAndRestore(series);
  }

  private static Series deduplicated(Rig rig, String how) {
    var options = how.equals("dedup") ? List.<String>of() : List.of("--auto-dedup");
    var series = checkpoints(rig, 2, options.toArray(String[]::new));
    if (how.equals("dedup")) {
      series.dedup();
    }
    series.expectsHoles();
    return series;
  }

  /** The images need those of their parent. */
  @Case(
      value = "incremental-parent-missing",
      about =
          "The parent of an incremental checkpoint is not there, and the restore has to fail; when "
              + "it is back, the restore works.",
      privilege = PRIVILEGES)
  void parentMissing(Rig rig) {
    var series = checkpoints(rig, 2);
    series.lose();
    series.failsToRestoreWithoutTheFirst();
    series.restore();
    series.finish();
  }

  /** The images find their parent by a relative path. */
  @Case(
      value = "incremental-moved-together",
      about = "Incremental checkpoints of a job are moved to another folder together.",
      privilege = PRIVILEGES)
  void movedTogether(Rig rig) {
    var series = checkpoints(rig, 2);
    series.moveImages();
    loseAndRestore(series);
  }
}
