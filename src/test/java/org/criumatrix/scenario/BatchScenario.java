package org.criumatrix.scenario;

import java.util.List;
import java.util.Map;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Job;
import org.criumatrix.rig.PlainJob;
import org.criumatrix.rig.Rig;

/**
 * Row "batch", which is ours and not the publication's: can an HTCondor or Slurm job be preempted,
 * and what of its work is lost then? Jobs that checkpoint themselves do so by {@code
 * contrib/htcondor} and {@code contrib/slurm}.
 *
 * <p>If one fails, read {@code job-stderr} or {@code job-criu-job-N.err} in the evidence, and then
 * the batch system's own logs there.
 */
@Row(value = "batch", cost = 200)
class BatchScenario {

  private static final String ALL = "{htcondor,slurm}:*";
  private static final String POOLS = "htcondor:*";
  private static final String CLUSTERS = "slurm:*";

  /** Jobs are an ordinary account's: HTCondor starts none as root. */
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
      host = ALL,
      privilege = JOBS)
  void restart(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * {@code condor_vacate_job}, {@code scontrol requeue}: it is asked to leave, makes a checkpoint
   * and goes.
   */
  @Case(
      value = "self-checkpoint-evicted-{simple-c,family,python,lammps}",
      host = ALL,
      privilege = JOBS)
  void evicted(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, and it continues on another node. */
  @Case(
      value = "self-checkpoint-other-node-{simple-c,family,python,lammps}",
      hosts = 2,
      host = ALL,
      privilege = JOBS)
  void otherNode(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isEvictedToTheOtherNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** Everything on its node dies: it continues from the last checkpoint on another one. */
  @Case(
      value = "self-checkpoint-node-lost-{simple-c,family,python,lammps}",
      hosts = 2,
      host = ALL,
      privilege = JOBS)
  void nodeLost(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.losesItsNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, and the pool has to find out by silence. */
  @Case(value = "self-checkpoint-node-silent-{simple-c}", hosts = 2, host = ALL, privilege = JOBS)
  void nodeSilent(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.losesItsNodeSilently();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A checkpoint, and one of what was restored from it. */
  @Case(
      value = "self-checkpoint-twice-{simple-c,family,python,lammps}",
      host = ALL,
      privilege = JOBS)
  void twice(Rig rig, String program) {
    var job = submitted(rig, program);
    job.checkpoints();
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Two jobs that were submitted from one folder, as the tasks of an array are, and have a
   * checkpoint each. One comes to its end; then the other one's node is lost.
   */
  @Case(
      value = "self-checkpoint-shared-folder-{simple-c,family}",
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
   * must not bring home what only the other one wrote.
   */
  @Case(value = "self-checkpoint-array-{simple-c}", hosts = 2, host = CLUSTERS, privilege = JOBS)
  void array(Rig rig, String program) {
    var tasks = rig.queue().selfCheckpointingArray(program(program), arguments(program));
    tasks.first().checkpoints();
    tasks.last().checkpoints();
    tasks.last().finish().hasTheAnswerOfAnUninterruptedRun();
    tasks.first().finish().hasTheAnswerOfAnUninterruptedRun();
    tasks.hasEveryResult();
  }

  /** The job's folder is a git checkout, whose objects are read-only. */
  @Case(value = "self-checkpoint-checkout-{simple-c}", host = ALL, privilege = JOBS)
  void checkout(Rig rig, String program) {
    var job = rig.queue().selfCheckpointingInACheckout(program(program), arguments(program));
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** SIGTERM reaches criu-job and CRIU during a dump, as Slurm sends it to every process. */
  @Case(value = "self-checkpoint-signalled-{simple-c,family}", host = ALL, privilege = JOBS)
  void signalled(Rig rig, String program) {
    var job = rig.queue().selfCheckpointingUnderSignals(program(program), arguments(program));
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job that is more urgent takes its node; when that has ended, it continues. */
  @Case(
      value = "self-checkpoint-preempted-{simple-c,family,python,lammps}",
      host = CLUSTERS,
      privilege = JOBS)
  void preempted(Rig rig, String program) {
    var job = submitted(rig, program);
    job.isPreempted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** Its time limit is near, and a signal warns it: it puts itself back into the queue. */
  @Case(value = "self-checkpoint-time-limit-{simple-c}", host = CLUSTERS, privilege = JOBS)
  void timeLimit(Rig rig, String program) {
    var job = submitted(rig, program);
    job.reachesItsTimeLimit();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A job that knows nothing of it is dumped by root from outside, which kills it. The pool must
   * still have it.
   */
  @Case(
      value = "vanilla-dumped-by-root-{simple-c,family,python,lammps}",
      host = ALL,
      privilege = "root")
  void vanillaDumped(Rig rig, String program) {
    var job = vanilla(rig, program);
    job.isDumped();
    job.isStillInTheQueue();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, its folder kept, and it is restored by root where no pool knows it. */
  @Case(
      value = "vanilla-restored-outside-{simple-c,family,python,lammps}",
      host = POOLS,
      privilege = "root")
  void vanillaRestoredOutside(Rig rig, String program) {
    var job = vanilla(rig, program);
    job.isDumpedWithItsFolderKept();
    job.isRestoredOutside();
    job.finishOutside().hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * In a container, with CRIU in it: a pilot's situation. It is evicted and continues. Programs
   * that come with the job: others are on the overlay that is the root of a node here, and their
   * mappings have no names in a container on it.
   */
  @Case(value = "apptainer-job-evicted-{simple-c,family}", host = POOLS, privilege = "unprivileged")
  void apptainerEvicted(Rig rig, String program) {
    var job = contained(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, and it continues on another node. */
  @Case(
      value = "apptainer-job-other-node-{simple-c,family}",
      hosts = 2,
      host = POOLS,
      privilege = "unprivileged")
  void apptainerOtherNode(Rig rig, String program) {
    var job = contained(rig, program);
    job.isEvictedToTheOtherNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** In docker, with CRIU in it: HTCondor's docker universe. Its time is up. */
  @Case(value = "docker-job-restart-{simple-c,family}", host = POOLS, privilege = JOBS)
  void dockerRestart(Rig rig, String program) {
    var job = inDocker(rig, program);
    job.checkpoints();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, and it is evicted. */
  @Case(value = "docker-job-evicted-{simple-c,family}", host = POOLS, privilege = JOBS)
  void dockerEvicted(Rig rig, String program) {
    var job = inDocker(rig, program);
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, and it continues on another node. */
  @Case(
      value = "docker-job-other-node-{simple-c,family}",
      hosts = 2,
      host = POOLS,
      privilege = JOBS)
  void dockerOtherNode(Rig rig, String program) {
    var job = inDocker(rig, program);
    job.isEvictedToTheOtherNode();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** In docker as HTCondor has it by default: what CRIU's file may do is taken from it. */
  @Case(value = "docker-job-unaided-{simple-c}", host = POOLS, privilege = JOBS)
  void dockerUnaided(Rig rig, String program) {
    var job = rig.queue().selfCheckpointingInDockerByDefault(program(program), arguments(program));
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** A job in docker that knows nothing of it is dumped by root, through docker. */
  @Case(value = "docker-job-dumped-by-root-{simple-c,family}", host = POOLS, privilege = "root")
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
