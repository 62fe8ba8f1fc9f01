package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "objects": a program holds one object of the kernel, and each property of it is compared by
 * value. The objects are in {@code native/objects}, their options in {@code objects.csv}.
 */
@Row(value = "objects", cost = 3)
class ObjectsScenario {

  private static final String PRIVILEGES = "root capabilities";

  /**
   * The object is the same after the restore.
   *
   * <p>If this fails, the record's {@code values} show each property before and after.
   */
  @Case(
      value = "{" + ObjectNames.ALL + "}",
      about =
          "A program holds the kernel object %1, whose properties are compared before and after.",
      privilege = PRIVILEGES,
      oneProgram = true)
  void plain(Rig rig, String name) {
    play(rig, name);
  }

  /** Another option, or a program that starts the restore, as a remedy or by mistake. */
  @Case(
      value = "{" + ObjectNames.VARIANTS + "}",
      about = "A program holds the kernel object %1, with another option or under another program.",
      privilege = PRIVILEGES,
      oneProgram = true)
  void variant(Rig rig, String name) {
    play(rig, name);
  }

  private static void play(Rig rig, String name) {
    var object = rig.object(name);
    var subject = object.start();
    var images = object.dump(subject);
    object.meanwhile(subject);
    object.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Without its option CRIU must refuse the object. */
  @Case(
      value = "{" + ObjectNames.WITHOUT_FLAG + "}-without-flag",
      about = "A program holds the kernel object %1, which CRIU has to refuse without its option.",
      privilege = PRIVILEGES,
      oneProgram = true,
      restores = false)
  void withoutFlag(Rig rig, String name) {
    var object = rig.object(name + "-without-flag");
    var subject = object.start();
    object.refusesToDump(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * The program was left running by the dump, and is restored from these images when it is gone: it
   * takes some steps again.
   */
  @Case(
      value = "{" + ObjectNames.RESTORED_LATER + "}-restored-later",
      about =
          "A program with the kernel object %1 ran on after its dump, and is restored "
              + "from it later.",
      privilege = PRIVILEGES,
      oneProgram = true)
  void restoredLater(Rig rig, String name) {
    rig.plans("again");
    var object = rig.object(name + "-restored-later");
    var subject = object.start();
    var images = object.dumpLeavingRunning(subject);
    object.meanwhile(subject);
    rig.end(subject);
    object.restore(images);
    rig.finish(subject).keptItsValues();
  }

  /**
   * A dump that fails at its end, and then one after which the program continues: neither changes
   * the object.
   */
  @Case(
      value = "{" + ObjectNames.LEFT_RUNNING + "}-attempts",
      about = "A dump of a program with the kernel object %1 fails, and another leaves it running.",
      privilege = PRIVILEGES,
      restores = false,
      oneProgram = true,
      detail = true)
  void attempts(Rig rig, String name) {
    var object = rig.object(name);
    var subject = object.start();
    object.abortDump(subject);
    object.dumpLeavingRunning(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A dump after which the program continues, alone. */
  @Case(
      value = "{" + ObjectNames.CHANGED_BY_ATTEMPTS + "}-leave-running",
      about = "A program with the kernel object %1 is dumped and left running.",
      privilege = PRIVILEGES,
      restores = false,
      oneProgram = true)
  void leaveRunning(Rig rig, String name) {
    var object = rig.object(name);
    var subject = object.start();
    object.dumpLeavingRunning(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A dump that CRIU refuses for another reason, alone. */
  @Case(
      value = "{" + ObjectNames.CHANGED_BY_ATTEMPTS + "}-refused",
      about = "A dump of a program with the kernel object %1 is refused for another reason.",
      privilege = PRIVILEGES,
      restores = false,
      oneProgram = true)
  void refused(Rig rig, String name) {
    var object = rig.object(name);
    var subject = object.startWithWhatIsRefused();
    object.refusesToDump(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
