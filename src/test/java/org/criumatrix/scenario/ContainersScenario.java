package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "containers": a contained job is checkpointed from outside its container. */
@Row(value = "containers", cost = 15)
class ContainersScenario {

  /** The engine that the case is named for, in any edition. */
  private static final String EDITIONS = "%1*";

  /**
   * Engines take their time, and the job must not end meanwhile. Few steps with long pauses, since
   * all of them are taken without pauses in the end.
   */
  private static final String[] LASTING = {"--count", "1000", "--pace", "20000"};

  /** Through the engine's own interface, as published. */
  @Case(
      value = "{docker,podman,runc,crun,containerd,lxc}-outside",
      runtime = EDITIONS,
      privilege = "root")
  void outside(Rig rig, String engine) {
    carriesOver(rig, "engine", "simple-c");
  }

  /** The same: threads, a child, and files in the container's own layer. */
  @Case(
      value = "{docker,podman,runc,crun,containerd,lxc}-outside-{threads,fork,append-records}",
      runtime = EDITIONS,
      privilege = "root")
  void outsideOthers(Rig rig, String engine, String workload) {
    carriesOver(rig, "engine", workload);
  }

  /** The same, and files are on a volume. */
  @Case(value = "{docker,podman}-outside-volume", runtime = EDITIONS, privilege = "root")
  void outsideVolume(Rig rig, String engine) {
    rig.volume();
    carriesOver(rig, "engine", "append-records");
  }

  /** Into an archive, from which another container is made when the first is removed. */
  @Case(value = "{podman}-outside-export", runtime = EDITIONS, privilege = "root")
  void outsideExport(Rig rig, String engine) {
    carriesOver(rig, "engine-export", "simple-c");
  }

  /** Memory is dumped ahead while the job runs; then what has changed. */
  @Case(value = "{podman}-outside-pre-checkpoint", runtime = "%1", privilege = "root")
  void outsidePreCheckpoint(Rig rig, String engine) {
    rig.needs().feature("mem_dirty_track");
    rig.checkpointsBy("engine");
    var subject = rig.start("simple-c", LASTING);
    rig.preDump(subject, "--pre-checkpoint");
    rig.restore(rig.dump(subject, "--with-previous"));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job holds locks on files of its container. */
  @Case(value = "{docker,podman}-outside-locked-file", runtime = "%1", privilege = "root")
  void outsideLocked(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var subject = rig.start("locked-file", LASTING);
    rig.restore(rig.dump(subject, "--file-locks"), "--file-locks");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job is on a terminal that the engine made for it. */
  @Case(value = "{docker,podman}-outside-tty", runtime = "%1", privilege = "root")
  void outsideTty(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var subject = rig.startOnTerminal("simple-c", LASTING);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The container is an ordinary account's, and so is who asks. */
  @Case(value = "{podman}-rootless", runtime = EDITIONS, privilege = "root")
  void rootless(Rig rig, String engine) {
    carriesOver(rig, "engine-rootless", "simple-c");
  }

  /** CRIU is called from outside with plain options, as published. */
  @Case(
      value = "{docker,podman,runc,crun,containerd,lxc,nspawn}-criu-direct",
      runtime = EDITIONS,
      privilege = "root")
  void direct(Rig rig, String engine) {
    carriesOver(rig, "direct", "simple-c");
  }

  /** The same for apptainer, which has no interface of its own that is CRIU's. */
  @Case(value = "{apptainer}-outside", runtime = EDITIONS, privilege = "root")
  void apptainerOutside(Rig rig, String engine) {
    carriesOver(rig, "direct", "simple-c");
  }

  /**
   * CRIU is called from outside with all that is to be known of the container: mounts, descriptors.
   *
   * <p>The commands are in the evidence, {@code commands.sh}.
   */
  @Case(
      value = "{docker,podman,apptainer,runc,crun,containerd,lxc,nspawn}-criu-prepared",
      runtime = EDITIONS,
      privilege = "root")
  void prepared(Rig rig, String engine) {
    carriesOver(rig, "direct-prepared", "simple-c");
  }

  /** The same of a program with threads, and of one with a child. */
  @Case(
      value =
          "{docker,podman,apptainer,runc,crun,containerd,lxc,nspawn}-criu-prepared-{threads,fork}",
      runtime = EDITIONS,
      privilege = "root")
  void preparedOthers(Rig rig, String engine, String workload) {
    carriesOver(rig, "direct-prepared", workload);
  }

  /** An ordinary account's job, as a batch system's pilot starts it: root dumps it, plainly. */
  @Case(value = "{apptainer}-pilot-direct", runtime = EDITIONS, privilege = "root")
  void pilotDirect(Rig rig, String engine) {
    rig.asUnprivilegedUser();
    carriesOver(rig, "direct", "simple-c");
  }

  /** The same with all that is to be known of the container. */
  @Case(value = "{apptainer}-pilot-prepared", runtime = EDITIONS, privilege = "root")
  void pilotPrepared(Rig rig, String engine) {
    rig.asUnprivilegedUser();
    carriesOver(rig, "direct-prepared", "simple-c");
  }

  /**
   * The same job, with no more rights than its account has: CRIU joins the job's namespaces, in
   * which that account may do what it takes.
   */
  @Case(value = "{apptainer}-pilot-unaided", runtime = EDITIONS, privilege = "unprivileged")
  void pilotUnaided(Rig rig, String engine) {
    carriesOver(rig, "joined", "simple-c");
  }

  /** The same of a program with threads, of one with a child, and of one with open files. */
  @Case(
      value = "{apptainer}-pilot-unaided-{threads,fork,append-records}",
      runtime = EDITIONS,
      privilege = "unprivileged")
  void pilotUnaidedOthers(Rig rig, String engine, String workload) {
    carriesOver(rig, "joined", workload);
  }

  /** A job of a real pool's, in its container universe; its account dumps and restores it. */
  @Case(value = "{htcondor}-job", runtime = "%1", privilege = "unprivileged")
  void poolJob(Rig rig, String engine) {
    carriesOver(rig, "joined", "simple-c");
  }

  /** The same job, and root dumps it from outside, plainly. */
  @Case(value = "{htcondor}-job-direct", runtime = "%1", privilege = "root")
  void poolJobDirect(Rig rig, String engine) {
    rig.asUnprivilegedUser();
    carriesOver(rig, "direct", "simple-c");
  }

  private static void carriesOver(Rig rig, String way, String workload) {
    rig.checkpointsBy(way);
    var subject = rig.start(workload, LASTING);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
