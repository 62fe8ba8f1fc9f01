package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Job;
import org.criumatrix.rig.Rig;

/** Row "batch", what Slurm alone does: job arrays, shared folders, preemption and time limits. */
@Row(value = "batch", cost = 200)
class BatchSlurmScenario {

  /**
   * Two jobs are submitted from one folder, like the tasks of an array, and have a checkpoint each.
   * One job ends; then the node of the other is lost.
   */
  @Case(
      value = "self-checkpoint-shared-folder-{simple-c,family}",
      about =
          "Two batch jobs that run %1 share a folder and have a checkpoint each; the "
              + "node of one is lost.",
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.CLUSTERS,
      privilege = BatchPrograms.JOBS)
  void sharedFolder(Rig rig, String program) {
    var one = submitted(rig, program);
    var other = submitted(rig, program);
    one.checkpoints();
    other.checkpoints();
    other.finish().hasTheAnswerOfAnUninterruptedRun();
    one.losesItsNode();
    one.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Two tasks of an array write into one folder, each to a file that the other one copied. A task
   * must not copy back a file that only the other one wrote.
   */
  @Case(
      value = "self-checkpoint-array-{simple-c}",
      about =
          "Two tasks of a Slurm job array that run %1 write into one folder, and no "
              + "result may be lost.",
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.CLUSTERS,
      privilege = BatchPrograms.JOBS)
  void array(Rig rig, String program) {
    var tasks =
        rig.queue()
            .selfCheckpointingArray(
                BatchPrograms.program(program), BatchPrograms.arguments(program));
    tasks.first().checkpoints();
    tasks.last().checkpoints();
    tasks.last().finish().hasTheAnswerOfAnUninterruptedRun();
    tasks.first().finish().hasTheAnswerOfAnUninterruptedRun();
    tasks.hasEveryResult();
  }

  /** A job of higher priority takes the job's node; the job continues when that has ended. */
  @Case(
      value = "self-checkpoint-preempted-{simple-c,family,python,lammps}",
      about =
          "A Slurm job of higher priority takes the node of a job that runs %1; the "
              + "job continues afterwards.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.CLUSTERS,
      privilege = BatchPrograms.JOBS)
  void preempted(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isPreempted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A signal warns the job that its time limit is near, and the job requeues itself. */
  @Case(
      value = "self-checkpoint-time-limit-{simple-c}",
      about =
          "A signal warns a Slurm job that runs %1 that its time limit is near; it "
              + "requeues itself with a checkpoint.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.CLUSTERS,
      privilege = BatchPrograms.JOBS)
  void timeLimit(Rig rig, String program) {
    var job = submitted(rig, program);
    job.reachesItsTimeLimit();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  private static Job submitted(Rig rig, String program) {
    return rig.queue()
        .selfCheckpointing(BatchPrograms.program(program), BatchPrograms.arguments(program));
  }
}
