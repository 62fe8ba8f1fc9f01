package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", series: a job is checkpointed again and again while it runs, is lost, and
 * continues from its last checkpoint.
 */
@Row(value = "operations", cost = 2)
class OperationsSeriesScenario {

  private static final String PRIVILEGES = "{root,capabilities}";

  /** Microseconds between two steps: the job has to outlive all of its checkpoints. */
  private static final String PACE = "100000";

  /**
   * A job is lost after its last checkpoint, and its files are put back too.
   *
   * <p>If this fails, the files were not copied at the moment of the dump.
   */
  @Case(
      value = "periodic-{1,10}",
      about =
          "A job is checkpointed %1 and left running, is lost, and continues from the last checkpoint.",
      words = "1=once; 10=ten times",
      privilege = PRIVILEGES)
  void periodic(Rig rig, String times) {
    rig.plans("again");
    var subject = rig.start("append-records", "--pace", PACE);
    var series = rig.series(subject);
    for (var i = 0; i < Integer.parseInt(times); i++) {
      series.checkpoint();
    }
    series.lose();
    series.restore();
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * CRIU makes a name for the file, and removes it at the end of a dump that leaves the job
   * running.
   */
  @Case(
      value = "periodic-link-remap-{1,3}",
      about =
          "A job with an open, removed file is checkpointed %1 with --link-remap; its files are copied "
              + "in the hook post-dump.",
      words = "1=once; 3=three times",
      privilege = PRIVILEGES)
  void linkRemap(Rig rig, String times) {
    rig.plans("again");
    var subject = rig.start("deleted-file", "--hard-link", "--pace", PACE);
    var series = rig.series(subject);
    for (var i = 0; i < Integer.parseInt(times); i++) {
      series.checkpoint("--link-remap");
    }
    series.lose();
    series.restore("--link-remap");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same with files that are copied when CRIU has ended. */
  @Case(
      value = "periodic-link-remap-copied-later",
      about =
          "A job with an open file whose name was removed is checkpointed with --link-remap, and its "
              + "files are copied after that.",
      privilege = PRIVILEGES)
  void linkRemapCopiedLater(Rig rig) {
    rig.plans("again");
    var subject = rig.start("deleted-file", "--hard-link", "--pace", PACE);
    var series = rig.series(subject);
    series.checkpointWithoutHook("--link-remap");
    series.lose();
    series.restore("--link-remap");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A job ran on after its checkpoint, and its files are not those of the checkpoint.
   *
   * <p>If this fails, compare the file's size with {@code crit show files.img}.
   */
  @Case(
      value = "lost-later-{grown,shrunk,rotated,removed,truncated}-{append,write}",
      about =
          "A job is lost some steps after its checkpoint; the file that it %2 was meanwhile %1.",
      words = {
        "grown=written to by it; shrunk=emptied; rotated=renamed, and a new one made",
        "removed=removed; truncated=cut to its size at the checkpoint",
        "append=appends to (O_APPEND); write=writes at its offset"
      },
      privilege = "root")
  void lostLater(Rig rig, String then, String how) {
    rig.plans("again");
    var only = how.equals("append") ? "records" : "offset";
    var subject = rig.start("append-records", "--only", only, "--pace", PACE);
    var series = rig.series(subject);
    series.checkpoint();
    series.lose(then);
    series.restore();
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
