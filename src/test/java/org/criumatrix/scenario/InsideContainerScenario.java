package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "inside a container": CRIU runs in the container of the job that it dumps and restores, as
 * the container's root.
 *
 * <p>The case's name contains the container's grant, see {@code grants.csv}: {@code default} stands
 * for the engine's defaults, the others range from nothing to everything.
 */
@Row(value = "inside-container", cost = 3)
class InsideContainerScenario {

  /** How containers of each engine are called in sentences about cases. */
  private static final String CONTAINERS =
      "docker=a docker; podman=a podman; apptainer=an apptainer";

  private static final String HOST = "container:%1";
  private static final String NOT_ROOT = "--unprivileged";

  /** As published: the engine's defaults, and CRIU's plain options. */
  @Case(
      value = "{docker,podman,apptainer}-{inside}",
      about =
          "CRIU, as root of %1 container with the engine's default rights, checkpoints "
              + "a program in it.",
      words = CONTAINERS,
      host = HOST,
      privilege = "root",
      grant = 2)
  void inside(Rig rig, String engine, String grant) {
    var subject = rig.start("simple-c");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Grants from nothing to everything, with plain options. */
  @Case(
      value =
          "{docker,podman,apptainer}-{none,checkpoint-restore,setpcap,unconfined,all-filtered,all}",
      about = "CRIU, as root of %1 container with %2, checkpoints a program in it.",
      words = {
        CONTAINERS,
        "none=no capabilities; checkpoint-restore=CAP_CHECKPOINT_RESTORE alone; "
            + "setpcap=CAP_CHECKPOINT_RESTORE and CAP_SETPCAP; unconfined=default "
            + "capabilities and no seccomp filter; all-filtered=all capabilities and a "
            + "seccomp filter; all=all capabilities and no seccomp filter"
      },
      host = HOST,
      privilege = "root",
      grant = 2)
  void plain(Rig rig, String engine, String grant) {
    var subject = rig.start("simple-c");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Grants from nothing to everything, with CRIU's option for callers that are not root, which
   * skips steps that need root.
   */
  @Case(
      value =
          "{docker,podman,apptainer}-{default,none,checkpoint-restore,setpcap,unconfined,all}-unprivileged",
      about = "CRIU --unprivileged, as root of %1 container with %2, checkpoints a program in it.",
      words = {
        CONTAINERS,
        "default=default rights; none=no capabilities; "
            + "checkpoint-restore=CAP_CHECKPOINT_RESTORE alone; "
            + "setpcap=CAP_CHECKPOINT_RESTORE and CAP_SETPCAP; unconfined=default "
            + "capabilities and no seccomp filter; all=all capabilities and no seccomp "
            + "filter"
      },
      host = HOST,
      privilege = "root",
      grant = 2)
  void unprivileged(Rig rig, String engine, String grant) {
    var subject = rig.start("simple-c");
    rig.restore(rig.dump(subject, NOT_ROOT), NOT_ROOT);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** With two capabilities: threads, children, and open files. */
  @Case(
      value =
          "{docker,podman,apptainer}-{setpcap}-{threads,fork,tree,append-records,read-write,pipe}",
      about = "CRIU --unprivileged, as root of %1 container with %2, checkpoints a program %3.",
      words = {
        CONTAINERS,
        "threads=with threads; fork=with a child process; append-records=that "
            + "appends to a file; tree=with three levels of processes; read-write=with "
            + "open files; pipe=with pipes and a FIFO; setpcap=two capabilities"
      },
      host = HOST,
      privilege = "root",
      grant = 2)
  void others(Rig rig, String engine, String grant, String workload) {
    var subject = rig.start(workload);
    rig.restore(rig.dump(subject, NOT_ROOT), NOT_ROOT);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
