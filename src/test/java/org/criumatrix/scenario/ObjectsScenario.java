package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "objects": a program holds one object of the kernel, and each property of it is compared by
 * value. The objects are in {@code native/objects}.
 */
@Row("objects")
class ObjectsScenario {

  private static final String PLAIN = "{eventfd,eventfd-semaphore,affinity}";

  /**
   * The object is the same after the restore.
   *
   * <p>If this fails, the record's {@code values} show each property before and after.
   */
  @Case(value = PLAIN, privilege = "root capabilities")
  void plain(Rig rig, String object) {
    var subject = rig.startObject(object);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A dump that CRIU refuses for another reason leaves the object as it was. */
  @Case(
      value = PLAIN + "-refused",
      privilege = "root capabilities",
      restores = false,
      detail = true)
  void refused(Rig rig, String object) {
    rig.plans("refused");
    var subject = rig.startObject(object, "--refused");
    rig.refusesToDump(subject, "");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A dump after which the program continues leaves the object as it was. */
  @Case(
      value = PLAIN + "-leave-running",
      privilege = "root capabilities",
      restores = false,
      detail = true)
  void leaveRunning(Rig rig, String object) {
    var subject = rig.startObject(object);
    rig.dumpLeavingRunning(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
