package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.criumatrix.cell.Images;
import org.criumatrix.workload.Subject;

/**
 * A kernel object of native/objects in a cell, with the options that objects.csv has for its case.
 */
public final class KernelObject {

  /**
   * CRIU saves all cgroups below those of a process, also those of cells beside it, and some
   * restores fail if one is missing.
   */
  private static final Semaphore CGROUPS = new Semaphore(1);

  private final Rig rig;
  private final ObjectCase how;

  KernelObject(Rig rig, ObjectCase how) {
    this.rig = rig;
    this.how = how;
  }

  /** Starts a program that holds it. */
  public Subject start() {
    return start(List.of());
  }

  /** Starts a program that holds it and, in addition, something that every CRIU refuses to dump. */
  public Subject startWithWhatIsRefused() {
    rig.plans("refused");
    return start(List.of("--refused"));
  }

  private Subject start(List<String> more) {
    var args = new ArrayList<>(List.of("--object", how.object()));
    args.addAll(more);
    var subject =
        how.object().startsWith("cgroup-")
            ? startInCgroup(args.toArray(String[]::new))
            : rig.start(KernelObjects.PROGRAM, args.toArray(String[]::new));
    if (how.leavesSomething()) {
      rig.environment().whenReleased(() -> rig.meanwhile(subject, how.object()));
    }
    // Processes outside of its tree end when they find their folder gone.
    rig.environment().whenReleased(() -> subject.host().remove(subject.folder()));
    return subject;
  }

  private Subject startInCgroup(String... args) {
    CGROUPS.acquireUninterruptibly();
    try {
      var subject = rig.start(KernelObjects.PROGRAM, args);
      rig.environment()
          .whenReleased(
              () -> {
                try {
                  KernelObjects.removeCgroup(subject);
                } finally {
                  CGROUPS.release();
                }
              });
      return subject;
    } catch (RuntimeException e) {
      CGROUPS.release();
      throw e;
    }
  }

  /** Dumps the program. */
  public Images dump(Subject subject) {
    return rig.dump(subject, dumpOptions());
  }

  private String[] dumpOptions() {
    var options = new ArrayList<>(how.dump());
    if (how.hasOwnMounts()) {
      options.addAll(CopyOfRoot.DUMP_OPTIONS);
    }
    return options.toArray(String[]::new);
  }

  /** Lets a dump fail at its end, when everything was dumped; the program must continue. */
  public void abortDump(Subject subject) {
    var options = new ArrayList<>(List.of(dumpOptions()));
    var folder = rig.environment().first().workloads();
    options.addAll(List.of("--action-script", folder + "/tools/abort-dump"));
    rig.refusesToDump(subject, "", options.toArray(String[]::new));
  }

  /** Dumps the program, which must continue. */
  public Images dumpLeavingRunning(Subject subject) {
    return rig.dumpLeavingRunning(subject, dumpOptions());
  }

  /** Requests a dump that CRIU must refuse for the reason of this case; the program continues. */
  public void refusesToDump(Subject subject) {
    rig.refusesToDump(subject, how.refusal(), dumpOptions());
  }

  /** Does what somebody else does to the object while the program is dumped, if that matters. */
  public void meanwhile(Subject subject) {
    if (how.isChangedMeanwhile()) {
      rig.meanwhile(subject, how.object());
    }
  }

  /** Restores the program, which must continue. */
  public void restore(Images images) {
    var options = new ArrayList<>(how.restore());
    if (how.hasOwnMounts()) {
      options.addAll(CopyOfRoot.make(rig.environment()).restoreOptions());
    }
    rig.restoreUnder(how.under(), images, options.toArray(String[]::new));
  }
}
