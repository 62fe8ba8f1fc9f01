package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Job;
import org.criumatrix.rig.PlainJob;
import org.criumatrix.rig.Rig;

/**
 * Row "batch", which the publication does not have: can an HTCondor or Slurm job be preempted, and
 * how much of its work is lost? Self-checkpointing jobs use {@code contrib/htcondor} and {@code
 * contrib/slurm}.
 *
 * <p>If one fails, read {@code job-stderr} or {@code job-criu-job-N.err} in the evidence, and then
 * the batch system's own logs there.
 */
@Row(value = "batch", cost = 200)
class BatchScenario {

  /**
   * A checkpoint is due: HTCondor keeps it and starts the job again, in the same slot; Slurm's
   * script starts the program again.
   */
  @Case(
      value = "self-checkpoint-restart-{simple-c,family,python,lammps}",
      about =
          "A batch job that runs %1 makes a checkpoint when it is due, and its next "
              + "start continues from there.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void restart(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A job is evicted by {@code condor_vacate_job} or {@code scontrol requeue}: it makes a
   * checkpoint and leaves its slot.
   */
  @Case(
      value = "self-checkpoint-evicted-{simple-c,family,python,lammps}",
      about =
          "A batch job that runs %1 is evicted or requeued: it makes a checkpoint, "
              + "leaves its slot and continues later.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void evicted(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** An evicted job continues on another node. */
  @Case(
      value = "self-checkpoint-other-node-{simple-c,family,python,lammps}",
      about = "A batch job that runs %1 is evicted and continues on another node.",
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void otherNode(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isEvictedToTheOtherNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Everything on the job's node dies; the job continues on another node from its last checkpoint.
   */
  @Case(
      value = "self-checkpoint-node-lost-{simple-c,family,python,lammps}",
      about =
          "Everything on the node of a batch job that runs %1 dies; the job continues "
              + "elsewhere from its last checkpoint.",
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void nodeLost(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.losesItsNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job's node dies silently, so the pool notices only by a time-out. */
  @Case(
      value = "self-checkpoint-node-silent-{simple-c}",
      about =
          "The node of a batch job that runs %1 falls silent, which the batch system "
              + "notices only by a time-out.",
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void nodeSilent(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.losesItsNodeSilently();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job makes a checkpoint, and after the restore another one. */
  @Case(
      value = "self-checkpoint-twice-{simple-c,family,python,lammps}",
      about = "A batch job that runs %1 makes a checkpoint, is restored, and makes another one.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void twice(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job's folder is a git checkout, whose objects are read-only. */
  @Case(
      value = "self-checkpoint-checkout-{simple-c}",
      about =
          "The folder of a batch job that runs %1 is a git checkout with read-only "
              + "files; the job is evicted.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void checkout(Rig rig, String program) {
    var job =
        rig.queue()
            .selfCheckpointingInACheckout(
                BatchPrograms.program(program), BatchPrograms.arguments(program));
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** SIGTERM reaches criu-job and CRIU during a dump, as Slurm sends it to every process. */
  @Case(
      value = "self-checkpoint-signalled-{simple-c,family}",
      about =
          "SIGTERM reaches criu-job and CRIU, as Slurm sends it, while a batch job "
              + "that runs %1 is dumped.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.ALL,
      privilege = BatchPrograms.JOBS)
  void signalled(Rig rig, String program) {
    var job =
        rig.queue()
            .selfCheckpointingUnderSignals(
                BatchPrograms.program(program), BatchPrograms.arguments(program));
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Root dumps a job from outside that knows nothing about checkpoints, which kills it. The pool
   * must still have the job.
   */
  @Case(
      value = "vanilla-dumped-by-root-{simple-c,family,python,lammps}",
      about =
          "Root dumps a batch job, which runs %1 and knows nothing of checkpoints; the "
              + "batch system must still have it.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.ALL,
      privilege = "root")
  void vanillaDumped(Rig rig, String program) {
    var job = vanilla(rig, program);
    job.isDumped();
    job.isStillInTheQueue();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** Root dumps a plain job, keeps its folder, and restores it outside the batch system. */
  @Case(
      value = "vanilla-restored-outside-{simple-c,family,python,lammps}",
      about =
          "Root dumps an HTCondor job that runs %1, keeps its folder and restores it "
              + "outside the batch system.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.POOLS,
      privilege = "root")
  void vanillaRestoredOutside(Rig rig, String program) {
    var job = vanilla(rig, program);
    job.isDumpedWithItsFolderKept();
    job.isRestoredOutside();
    job.finishOutside().hasTheAnswerOfAnUninterruptedRun();
  }

  private static PlainJob vanilla(Rig rig, String program) {
    return rig.queue().vanilla(BatchPrograms.program(program), BatchPrograms.arguments(program));
  }

  private static Job submitted(Rig rig, String program) {
    return rig.queue()
        .selfCheckpointing(BatchPrograms.program(program), BatchPrograms.arguments(program));
  }
}
