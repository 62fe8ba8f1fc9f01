package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "containers": a contained job is checkpointed from outside its container. */
@Row(value = "containers", cost = 15)
class ContainersScenario {

  /** How containers of each engine are called in sentences about cases. */
  private static final String CONTAINERS =
      "docker=a docker; podman=a podman; runc=a runc; crun=a crun; runsc=a runsc; containerd=a "
          + "containerd; lxc=an LXC; nspawn=a systemd-nspawn; apptainer=an apptainer";

  /** What the workloads are, after "a program". */
  private static final String WORKLOADS =
      "threads=with threads; fork=with a child process; append-records=that appends to a file";

  /** The engine that the case is named for, in any edition. */
  private static final String EDITIONS = "%1*";

  /**
   * A job with few steps and long pauses. Engines are slow, and the job must not end meanwhile; in
   * the end it takes all remaining steps without pauses.
   */
  private static final String[] LASTING = {"--count", "1000", "--pace", "20000"};

  /** Through the engine's own interface, as published. */
  @Case(
      value = "{docker,podman,runc,crun,containerd,lxc,runsc}-outside",
      about =
          "A program that computes in %1 container is checkpointed and restored "
              + "through the engine's own interface.",
      words = CONTAINERS,
      runtime = EDITIONS,
      privilege = "root")
  void outside(Rig rig, String engine) {
    carriesOver(rig, "engine", "simple-c");
  }

  /** Threads, a child, and files in the container's own layer, through the engine's interface. */
  @Case(
      value =
          "{docker,podman,runc,crun,containerd,lxc,runsc}-outside-{threads,fork,append-records}",
      about =
          "A program %2 in %1 container is checkpointed and restored through the "
              + "engine's own interface.",
      words = {CONTAINERS, WORKLOADS},
      runtime = EDITIONS,
      privilege = "root")
  void outsideOthers(Rig rig, String engine, String workload) {
    carriesOver(rig, "engine", workload);
  }

  /** Files are on a volume. */
  @Case(
      value = "{docker,podman,runsc}-outside-volume",
      about =
          "A program in a %1 container appends to a file on a volume; %1 checkpoints "
              + "and restores it.",
      runtime = EDITIONS,
      privilege = "root")
  void outsideVolume(Rig rig, String engine) {
    rig.volume();
    carriesOver(rig, "engine", "append-records");
  }

  /**
   * The job is exported to an archive, from which another container is created after the first is
   * removed.
   */
  @Case(
      value = "{podman}-outside-export",
      about =
          "A %1 container is exported to an archive and removed, and another one is "
              + "created from the archive.",
      runtime = EDITIONS,
      privilege = "root")
  void outsideExport(Rig rig, String engine) {
    carriesOver(rig, "engine-export", "simple-c");
  }

  /** Memory is dumped ahead while the job runs, then the changes. */
  @Case(
      value = "{podman}-outside-pre-checkpoint",
      about =
          "%1 dumps the memory of a running container first (--pre-checkpoint), and "
              + "then only the changes.",
      runtime = "%1",
      privilege = "root")
  void outsidePreCheckpoint(Rig rig, String engine) {
    rig.needs().feature("mem_dirty_track");
    rig.checkpointsBy("engine");
    var subject = rig.start("simple-c", LASTING);
    rig.preDump(subject, "--pre-checkpoint");
    rig.restore(rig.dump(subject, "--with-previous"));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job holds locks on files of its container. */
  @Case(
      value = "{docker,podman}-outside-locked-file",
      about = "A program in a %1 container holds file locks; the option for file locks is given.",
      runtime = "%1",
      privilege = "root")
  void outsideLocked(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var subject = rig.start("locked-file", LASTING);
    rig.restore(rig.dump(subject, "--file-locks"), "--file-locks");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The job is on a terminal that the engine made for it. */
  @Case(
      value = "{docker,podman}-outside-tty",
      about = "A program in a %1 container runs on a terminal that %1 made for it.",
      runtime = "%1",
      privilege = "root")
  void outsideTty(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var subject = rig.startOnTerminal("simple-c", LASTING);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The container and the caller belong to an ordinary account. */
  @Case(
      value = "{podman}-rootless",
      about = "An ordinary account runs a %1 container, and asks %1 to checkpoint and restore it.",
      runtime = EDITIONS,
      privilege = "root")
  void rootless(Rig rig, String engine) {
    carriesOver(rig, "engine-rootless", "simple-c");
  }

  /** CRIU is called from outside with plain options, as published. */
  @Case(
      value = "{docker,podman,runc,crun,containerd,lxc,nspawn}-criu-direct",
      about =
          "CRIU itself, with plain options, checkpoints a program in %1 container "
              + "without the engine's help.",
      words = CONTAINERS,
      runtime = EDITIONS,
      privilege = "root")
  void direct(Rig rig, String engine) {
    carriesOver(rig, "direct", "simple-c");
  }

  /** CRIU is called from outside for apptainer, which has no interface to CRIU. */
  @Case(
      value = "{apptainer}-outside",
      about = "Root calls CRIU with plain options for a program in an %1 container.",
      runtime = EDITIONS,
      privilege = "root")
  void apptainerOutside(Rig rig, String engine) {
    carriesOver(rig, "direct", "simple-c");
  }

  /**
   * CRIU is called from outside with all options for the container: mounts and descriptors.
   *
   * <p>The commands are in the evidence, {@code commands.sh}.
   */
  @Case(
      value = "{docker,podman,apptainer,runc,crun,containerd,lxc,nspawn}-criu-prepared",
      about =
          "CRIU itself checkpoints a program in %1 container, with options for its "
              + "mounts and descriptors.",
      words = CONTAINERS,
      runtime = EDITIONS,
      privilege = "root")
  void prepared(Rig rig, String engine) {
    carriesOver(rig, "direct-prepared", "simple-c");
  }

  /** CRIU is called from outside for a program with threads, and for one with a child. */
  @Case(
      value =
          "{docker,podman,apptainer,runc,crun,containerd,lxc,nspawn}-criu-prepared-{threads,fork}",
      about =
          "CRIU itself checkpoints a program %2 in %1 container, with options for its "
              + "mounts and descriptors.",
      words = {CONTAINERS, WORKLOADS},
      runtime = EDITIONS,
      privilege = "root")
  void preparedOthers(Rig rig, String engine, String workload) {
    carriesOver(rig, "direct-prepared", workload);
  }

  /**
   * Root dumps the job of an ordinary account, as a batch system's pilot starts it, with plain
   * options.
   */
  @Case(
      value = "{apptainer}-pilot-direct",
      about =
          "Root calls CRIU with plain options for an %1 container of an ordinary "
              + "account, as a pilot job starts it.",
      runtime = EDITIONS,
      privilege = "root")
  void pilotDirect(Rig rig, String engine) {
    rig.asUnprivilegedUser();
    carriesOver(rig, "direct", "simple-c");
  }

  /** Root dumps a pilot's job with all options for the container. */
  @Case(
      value = "{apptainer}-pilot-prepared",
      about =
          "Root calls CRIU with all options for an %1 container of an ordinary "
              + "account, as a pilot job starts it.",
      runtime = EDITIONS,
      privilege = "root")
  void pilotPrepared(Rig rig, String engine) {
    rig.asUnprivilegedUser();
    carriesOver(rig, "direct-prepared", "simple-c");
  }

  /**
   * The account itself dumps a pilot's job: CRIU joins the job's namespaces, in which the account
   * has the necessary rights.
   */
  @Case(
      value = "{apptainer}-pilot-unaided",
      about =
          "An ordinary account checkpoints its own %1 container: CRIU joins the "
              + "container's namespaces.",
      runtime = EDITIONS,
      privilege = "unprivileged")
  void pilotUnaided(Rig rig, String engine) {
    carriesOver(rig, "joined", "simple-c");
  }

  /** The account itself dumps a program with threads, one with a child, and one with open files. */
  @Case(
      value = "{apptainer}-pilot-unaided-{threads,fork,append-records}",
      about =
          "An ordinary account checkpoints a program %2 in its %1 container, from "
              + "inside the namespaces.",
      words = WORKLOADS,
      runtime = EDITIONS,
      privilege = "unprivileged")
  void pilotUnaidedOthers(Rig rig, String engine, String workload) {
    carriesOver(rig, "joined", workload);
  }

  /** The account dumps and restores its job in the container universe of a real pool. */
  @Case(
      value = "{htcondor}-job",
      about =
          "An ordinary account checkpoints its own job in the container universe of an %1 pool.",
      words = "htcondor=HTCondor",
      runtime = "%1",
      privilege = "unprivileged")
  void poolJob(Rig rig, String engine) {
    carriesOver(rig, "joined", "simple-c");
  }

  /** Root dumps a job in the container universe from outside, with plain options. */
  @Case(
      value = "{htcondor}-job-direct",
      about =
          "Root calls CRIU with plain options for a job in the container universe of an %1 pool.",
      words = "htcondor=HTCondor",
      runtime = "%1",
      privilege = "root")
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
