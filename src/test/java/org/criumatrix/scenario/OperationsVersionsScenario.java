package org.criumatrix.scenario;

import org.criumatrix.cell.Conversation;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.ListedVersions;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", CRIU replaced: images that one version has written are restored by the cell's
 * CRIU.
 */
@Row(value = "operations", cost = 2)
class OperationsVersionsScenario {

  private static final String ESTABLISHED = "--tcp-established";

  /** A program with threads, and one with open files. */
  @Case(
      value = "images-of-{*}-{threads,files}",
      about = "CRIU %1 dumps %2, and another CRIU restores it.",
      words = "threads=a program with threads; files=a program with open files",
      names = ListedVersions.class,
      dumper = 1,
      privilege = "{root,capabilities}")
  void plain(Rig rig, String version, String kind) {
    dumpedByOther(rig, kind.equals("threads") ? "threads" : "read-write");
  }

  /** A program with a PID, mount, network, IPC and UTS namespace of its own. */
  @Case(
      value = "images-of-{*}-{namespaces}",
      about = "CRIU %1 dumps a program with namespaces of its own, and another CRIU restores it.",
      names = ListedVersions.class,
      dumper = 1,
      privilege = "root",
      runtime = "namespaces")
  void namespaces(Rig rig, String version, String kind) {
    dumpedByOther(rig, "threads");
  }

  private static void dumpedByOther(Rig rig, String workload) {
    var subject = rig.start(workload);
    rig.restore(rig.dumpByOther(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Both ends of a TCP connection, which one CRIU locks and another unlocks.
   *
   * <p>If this fails at {@code clean}, compare the names of both versions' tables and rules.
   */
  @Case(
      value = "images-of-{*}-{sockets}",
      about =
          "CRIU %1 dumps both ends of a TCP connection, and another CRIU restores them;"
              + " --tcp-established is given.",
      names = ListedVersions.class,
      dumper = 1,
      privilege = "root")
  void sockets(Rig rig, String version, String kind) {
    var talk = rig.talk(Conversation.over("tcp"));
    var images = talk.ends("both").stream().map(end -> rig.dumpByOther(end, ESTABLISHED)).toList();
    rig.restore(images, ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }
}
