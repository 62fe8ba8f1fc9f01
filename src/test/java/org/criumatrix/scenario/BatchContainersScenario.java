package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Job;
import org.criumatrix.rig.Rig;

/** Row "batch", with jobs of HTCondor in containers. */
@Row(value = "batch", cost = 200)
class BatchContainersScenario {

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
      words = BatchPrograms.NAMES,
      host = BatchPrograms.POOLS,
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
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.POOLS,
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
      words = BatchPrograms.NAMES,
      host = BatchPrograms.POOLS,
      privilege = BatchPrograms.JOBS)
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
      words = BatchPrograms.NAMES,
      host = BatchPrograms.POOLS,
      privilege = BatchPrograms.JOBS)
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
      words = BatchPrograms.NAMES,
      hosts = 2,
      host = BatchPrograms.POOLS,
      privilege = BatchPrograms.JOBS)
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
      words = BatchPrograms.NAMES,
      host = BatchPrograms.POOLS,
      privilege = BatchPrograms.JOBS)
  void dockerUnaided(Rig rig, String program) {
    var job =
        rig.queue()
            .selfCheckpointingInDockerByDefault(
                BatchPrograms.program(program), BatchPrograms.arguments(program));
    job.isEvicted();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  /** Root dumps a job in docker that knows nothing about checkpoints, through docker. */
  @Case(
      value = "docker-job-dumped-by-root-{simple-c,family}",
      about =
          "Root checkpoints a job of HTCondor's docker universe through docker; the "
              + "job runs %1 and knows nothing of it.",
      words = BatchPrograms.NAMES,
      host = BatchPrograms.POOLS,
      privilege = "root")
  void dockerDumped(Rig rig, String program) {
    var job =
        rig.queue().inDocker(BatchPrograms.program(program), BatchPrograms.arguments(program));
    job.isDumpedByDocker();
    job.isStillInTheQueue();
    job.finish().hasTheAnswerOfAnUninterruptedRun();
  }

  private static Job inDocker(Rig rig, String program) {
    return rig.queue()
        .selfCheckpointingInDocker(
            BatchPrograms.program(program), BatchPrograms.arguments(program));
  }

  private static Job contained(Rig rig, String program) {
    return rig.queue()
        .selfCheckpointingInApptainer(
            BatchPrograms.program(program), BatchPrograms.arguments(program));
  }
}
