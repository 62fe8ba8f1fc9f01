package org.criumatrix.scenario;

import java.util.List;
import java.util.Map;
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

  /** What the programs are, in sentences. */
  private static final String PROGRAM_NAMES =
      "simple-c=a C program; family=a threaded program with a child; "
          + "python=Python; lammps=LAMMPS";

  private static final String ALL = "{htcondor,slurm}:*";
  private static final String POOLS = "htcondor:*";
  private static final String CLUSTERS = "slurm:*";

  /** Jobs run as an ordinary account, because HTCondor starts none as root. */
  private static final String JOBS = "setuid capabilities unprivileged";

  private static final Map<String, List<String>> PROGRAMS =
      Map.of(
          "simple-c", List.of("simple-c", "--count", "50000"),
          "family", List.of("family", "--count", "50000"),
          "python", List.of("python", "--count", "50000"),
          "lammps", List.of("lammps", "in.lj", "-var", "steps", "4000"));

  /**
   * A checkpoint is due: HTCondor keeps it and starts the job again, in the same slot; Slurm's
   * script starts the program again.
   */
  @Case(
      value = "self-checkpoint-restart-{simple-c,family,python,lammps}",
      about =
          "A batch job that runs %1 makes a checkpoint when it is due, and its next "
              + "start continues from there.",
      words = PROGRAM_NAMES,
      host = ALL,
      privilege = JOBS)
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
      words = PROGRAM_NAMES,
      host = ALL,
      privilege = JOBS)
  void evicted(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** An evicted job continues on another node. */
  @Case(
      value = "self-checkpoint-other-node-{simple-c,family,python,lammps}",
      about = "A batch job that runs %1 is evicted and continues on another node.",
      words = PROGRAM_NAMES,
      hosts = 2,
      host = ALL,
      privilege = JOBS)
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
      words = PROGRAM_NAMES,
      hosts = 2,
      host = ALL,
      privilege = JOBS)
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
      words = PROGRAM_NAMES,
      hosts = 2,
      host = ALL,
      privilege = JOBS)
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
      words = PROGRAM_NAMES,
      host = ALL,
      privilege = JOBS)
  void twice(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Two jobs are submitted from one folder, like the tasks of an array, and have a checkpoint each.
   * One job ends; then the node of the other is lost.
   */
  @Case(
      value = "self-checkpoint-shared-folder-{simple-c,family}",
      about =
          "Two batch jobs that run %1 share a folder and have a checkpoint each; the "
              + "node of one is lost.",
      words = PROGRAM_NAMES,
      hosts = 2,
      host = CLUSTERS,
      privilege = JOBS)
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
      words = PROGRAM_NAMES,
      hosts = 2,
      host = CLUSTERS,
      privilege = JOBS)
  void array(Rig rig, String program) {
    var tasks = rig.queue().selfCheckpointingArray(program(program), arguments(program));
    tasks.first().checkpoints();
    tasks.last().checkpoints();
    tasks.last().finish().hasTheAnswerOfAnUninterruptedRun();
    tasks.first().finish().hasTheAnswerOfAnUninterruptedRun();
    tasks.hasEveryResult();
  }

  /** The job's folder is a git checkout, whose objects are read-only. */
  @Case(
      value = "self-checkpoint-checkout-{simple-c}",
      about =
          "The folder of a batch job that runs %1 is a git checkout with read-only "
              + "files; the job is evicted.",
      words = PROGRAM_NAMES,
      host = ALL,
      privilege = JOBS)
  void checkout(Rig rig, String program) {
    var job = rig.queue().selfCheckpointingInACheckout(program(program), arguments(program));
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** SIGTERM reaches criu-job and CRIU during a dump, as Slurm sends it to every process. */
  @Case(
      value = "self-checkpoint-signalled-{simple-c,family}",
      about =
          "SIGTERM reaches criu-job and CRIU, as Slurm sends it, while a batch job "
              + "that runs %1 is dumped.",
      words = PROGRAM_NAMES,
      host = ALL,
      privilege = JOBS)
  void signalled(Rig rig, String program) {
    var job = rig.queue().selfCheckpointingUnderSignals(program(program), arguments(program));
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job of higher priority takes the job's node; the job continues when that has ended. */
  @Case(
      value = "self-checkpoint-preempted-{simple-c,family,python,lammps}",
      about =
          "A Slurm job of higher priority takes the node of a job that runs %1; the "
              + "job continues afterwards.",
      words = PROGRAM_NAMES,
      host = CLUSTERS,
      privilege = JOBS)
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
      words = PROGRAM_NAMES,
      host = CLUSTERS,
      privilege = JOBS)
  void timeLimit(Rig rig, String program) {
    var job = submitted(rig, program);
    job.reachesItsTimeLimit();
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
      words = PROGRAM_NAMES,
      host = ALL,
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
      words = PROGRAM_NAMES,
      host = POOLS,
      privilege = "root")
  void vanillaRestoredOutside(Rig rig, String program) {
    var job = vanilla(rig, program);
    job.isDumpedWithItsFolderKept();
    job.isRestoredOutside();
    job.finishOutside().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A job in an apptainer container, with CRIU inside, like a pilot's, is evicted and continues. It
   * brings its programs along: the node's own are on an overlay here, and their mappings have no
   * names in a container on it.
   */
  @Case(
      value = "apptainer-job-evicted-{simple-c,family}",
      about =
          "An HTCondor job that runs %1 in an apptainer container, with CRIU inside, "
              + "is evicted and continues.",
      words = PROGRAM_NAMES,
      host = POOLS,
      privilege = "unprivileged")
  void apptainerEvicted(Rig rig, String program) {
    var job = contained(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** An evicted job in an apptainer container continues on another node. */
  @Case(
      value = "apptainer-job-other-node-{simple-c,family}",
      about =
          "An HTCondor job that runs %1 in an apptainer container, with CRIU inside, "
              + "continues on another node.",
      words = PROGRAM_NAMES,
      hosts = 2,
      host = POOLS,
      privilege = "unprivileged")
  void apptainerOtherNode(Rig rig, String program) {
    var job = contained(rig, program);
    job.isEvictedToTheOtherNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job in HTCondor's docker universe, with CRIU inside, reaches its time limit. */
  @Case(
      value = "docker-job-restart-{simple-c,family}",
      about =
          "A job that runs %1 in HTCondor's docker universe, with CRIU inside, makes a "
              + "checkpoint and starts again.",
      words = PROGRAM_NAMES,
      host = POOLS,
      privilege = JOBS)
  void dockerRestart(Rig rig, String program) {
    var job = inDocker(rig, program);
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job in docker is evicted. */
  @Case(
      value = "docker-job-evicted-{simple-c,family}",
      about =
          "A job that runs %1 in HTCondor's docker universe, with CRIU inside, is "
              + "evicted and continues.",
      words = PROGRAM_NAMES,
      host = POOLS,
      privilege = JOBS)
  void dockerEvicted(Rig rig, String program) {
    var job = inDocker(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** An evicted job in docker continues on another node. */
  @Case(
      value = "docker-job-other-node-{simple-c,family}",
      about =
          "A job that runs %1 in HTCondor's docker universe, with CRIU inside, "
              + "continues on another node.",
      words = PROGRAM_NAMES,
      hosts = 2,
      host = POOLS,
      privilege = JOBS)
  void dockerOtherNode(Rig rig, String program) {
    var job = inDocker(rig, program);
    job.isEvictedToTheOtherNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job in docker with HTCondor's default rights, which remove the file capabilities of CRIU. */
  @Case(
      value = "docker-job-unaided-{simple-c}",
      about =
          "A job that runs %1 in HTCondor's docker universe has only the rights that "
              + "HTCondor gives by default.",
      words = PROGRAM_NAMES,
      host = POOLS,
      privilege = JOBS)
  void dockerUnaided(Rig rig, String program) {
    var job = rig.queue().selfCheckpointingInDockerByDefault(program(program), arguments(program));
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** Root dumps a job in docker that knows nothing about checkpoints, through docker. */
  @Case(
      value = "docker-job-dumped-by-root-{simple-c,family}",
      about =
          "Root checkpoints a job of HTCondor's docker universe through docker; the "
              + "job runs %1 and knows nothing of it.",
      words = PROGRAM_NAMES,
      host = POOLS,
      privilege = "root")
  void dockerDumped(Rig rig, String program) {
    var job = rig.queue().inDocker(program(program), arguments(program));
    job.isDumpedByDocker();
    job.isStillInTheQueue();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  private static Job inDocker(Rig rig, String program) {
    return rig.queue().selfCheckpointingInDocker(program(program), arguments(program));
  }

  private static Job contained(Rig rig, String program) {
    return rig.queue().selfCheckpointingInApptainer(program(program), arguments(program));
  }

  private static PlainJob vanilla(Rig rig, String program) {
    return rig.queue().vanilla(program(program), arguments(program));
  }

  private static Job submitted(Rig rig, String program) {
    return rig.queue().selfCheckpointing(program(program), arguments(program));
  }

  private static String program(String name) {
    return PROGRAMS.get(name).get(0);
  }

  private static String[] arguments(String name) {
    return PROGRAMS.get(name).stream().skip(1).toArray(String[]::new);
  }
}
