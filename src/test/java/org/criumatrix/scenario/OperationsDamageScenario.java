package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", damage: an image is missing, empty, cut or that of another program. CRIU has to
 * refuse the restore and to leave nothing, and with the right image the restore has to work.
 *
 * <p>If CRIU reports success, see its log for what it takes the image for.
 */
@Row(value = "operations", cost = 2)
class OperationsDamageScenario {

  /** An image is missing, as after a copy that ended early. */
  @Case(
      value = "images-{missing}-{core,fdinfo,ids,inventory,pagemap,pages,seccomp,timens}",
      about = "A restore from images of which %2 is missing.",
      privilege = "root",
      detail = true)
  void missing(Rig rig, String how, String kind) {
    damaged(rig, how, kind);
  }

  /** An image is empty or has only its first half, as after a crash of the machine. */
  @Case(
      value =
          "images-{empty,half}-"
              + "{core,fdinfo,files,fs,ids,inventory,mm,pagemap,pstree,seccomp,timens}",
      about = "A restore from images of which %2 %1.",
      words = "empty=is empty; half=has only its first half",
      privilege = "root",
      detail = true)
  void cut(Rig rig, String how, String kind) {
    damaged(rig, how, kind);
  }

  /** An image is that of another program, as after a copy from the wrong folder. */
  @Case(
      value = "images-{foreign}-{core,mm,pagemap,pstree}",
      about = "A restore from images of which %2 is that of another program.",
      privilege = "root",
      detail = true)
  void foreign(Rig rig, String how, String kind) {
    damaged(rig, how, kind);
  }

  private static void damaged(Rig rig, String how, String kind) {
    var other = rig.start("threads");
    var foreign = rig.dump(other);
    var subject = rig.start("simple-c");
    var images = rig.dump(subject);
    rig.failsToRestore(images, rig.faults().damaged(how, kind, foreign));
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
