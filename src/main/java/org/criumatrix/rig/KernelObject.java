package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.cell.Images;
import org.criumatrix.workload.Subject;

/**
 * A kernel object of native/objects in a cell, with the options that objects.csv has for its case.
 */
public final class KernelObject {

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
    return rig.start(KernelObjects.PROGRAM, args.toArray(String[]::new));
  }

  /** Dumps the program. */
  public Images dump(Subject subject) {
    return rig.dump(subject, how.dump().toArray(String[]::new));
  }

  /** Dumps the program, which must continue. */
  public Images dumpLeavingRunning(Subject subject) {
    return rig.dumpLeavingRunning(subject, how.dump().toArray(String[]::new));
  }

  /** Requests a dump that CRIU must refuse for the reason of this case; the program continues. */
  public void refusesToDump(Subject subject) {
    rig.refusesToDump(subject, how.refusal(), how.dump().toArray(String[]::new));
  }

  /** Does what somebody else does to the object while the program is dumped, if that matters. */
  public void meanwhile(Subject subject) {
    if (how.isChangedMeanwhile()) {
      rig.meanwhile(subject, how.object());
    }
  }

  /** Restores the program, which must continue. */
  public void restore(Images images) {
    rig.restoreUnder(how.under(), images, how.restore().toArray(String[]::new));
  }
}
