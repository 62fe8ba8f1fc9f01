package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "containers": a contained job is checkpointed from outside its container. */
@Row("containers")
class ContainersScenario {

  private static final String ENGINES = "docker podman";

  /** Engines take their time, and the job must not end meanwhile. */
  private static final String LONG = "20000";

  private static final String ALL = "docker podman apptainer";

  /** Through the engine's own interface, as published. */
  @Case(value = "engine", runtime = ENGINES, privilege = "root")
  void engine(Rig rig) {
    rig.checkpointsBy("engine");
    var subject = rig.start("simple-c", "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The same of a program with threads, of one with children, and of one that writes in its layer.
   */
  @Case(value = "engine-{threads,fork,append-records}", runtime = ENGINES, privilege = "root")
  void engineOther(Rig rig, String workload) {
    rig.checkpointsBy("engine");
    var subject = rig.start(workload, "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same, and files are on a volume. */
  @Case(value = "engine-volume", runtime = ENGINES, privilege = "root")
  void engineVolume(Rig rig) {
    rig.checkpointsBy("engine");
    rig.volume();
    var subject = rig.start("append-records", "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** CRIU is called from outside with plain options, as published. */
  @Case(value = "direct", runtime = ALL, privilege = "root")
  void direct(Rig rig) {
    rig.checkpointsBy("direct");
    var subject = rig.start("simple-c", "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * CRIU is called from outside with all that is to be known of the container: mounts, descriptors.
   *
   * <p>The commands are in the evidence, {@code commands.sh}.
   */
  @Case(value = "direct-prepared", runtime = ALL, privilege = "root")
  void directPrepared(Rig rig) {
    rig.checkpointsBy("direct-prepared");
    var subject = rig.start("simple-c", "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same of a program with threads, and of one with children. */
  @Case(value = "direct-prepared-{threads,fork}", runtime = ALL, privilege = "root")
  void directPreparedOther(Rig rig, String workload) {
    rig.checkpointsBy("direct-prepared");
    var subject = rig.start(workload, "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An ordinary account's job, as a batch system's pilot starts it: root dumps it, plainly. */
  @Case(value = "pilot-direct", runtime = "apptainer", privilege = "root")
  void pilotDirect(Rig rig) {
    rig.asSomebodysJob();
    rig.checkpointsBy("direct");
    var subject = rig.start("simple-c", "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The same with all that is to be known of the container. */
  @Case(value = "pilot-direct-prepared", runtime = "apptainer", privilege = "root")
  void pilotDirectPrepared(Rig rig) {
    rig.asSomebodysJob();
    rig.checkpointsBy("direct-prepared");
    var subject = rig.start("simple-c", "--count", LONG);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
