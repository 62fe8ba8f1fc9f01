package org.criumatrix.scenario;

import java.util.Map;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Fault;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", resources: CRIU lacks what it needs, or the job ends before it. The program has
 * to live on, or it has to be possible to restore it later.
 */
@Row(value = "operations", cost = 2)
class OperationsResourcesScenario {

  private static final Map<String, Double> SHARES = Map.of("first", 0.0, "half", 0.5, "last", 1.0);

  /** The line of the page server's log that begins each phase. */
  private static final Map<String, String> SERVED =
      Map.of("connected", "Accepted", "opened", "Opening", "receiving", "Adding 7ff");

  /** A program with more memory than the limits allow. */
  private static final String[] LARGE = {"--memory", "64"};

  /**
   * The disk for the images has too little room.
   *
   * <p>If CRIU reports success, compare the images with those of a larger disk.
   */
  @Case(
      value = "dump-disk-{full,inodes}-at-{first,half,last}",
      about = "The disk for the images has %1 during a dump, %2.",
      words = {
        "full=no more room; inodes=no more inodes",
        "first=at once; half=when it has the half of the images",
        "last=when only the last image is missing"
      },
      privilege = "root")
  void dumpDisk(Rig rig, String what, String when) {
    var subject = rig.start("threads");
    var good = rig.dumpLeavingRunning(subject);
    rig.failsToDump(subject, rig.faults().disk(what, good, SHARES.get(when)));
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A full disk must not end a TCP connection that CRIU has blocked. */
  @Case(
      value = "dump-disk-{full}-tcp-{iptables,nftables}",
      about =
          "The disk for the images is %1 during a dump of one end of a TCP connection with "
              + "--network-lock %2.",
      privilege = "root")
  void dumpDiskTcp(Rig rig, String what, String lock) {
    rig.needs().lock(lock);
    var options = new String[] {"--tcp-established", "--network-lock", lock};
    var talk = rig.talk(Conversation.over("tcp"));
    var server = talk.ends("server").get(0);
    var other = rig.start("simple-c");
    var good = rig.dumpLeavingRunning(other);
    rig.failsToDump(server, rig.faults().disk(what, good, SHARES.get("half")), options);
    rig.restore(rig.dump(server, options), options);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
    rig.finish(other).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The disk for the images is read-only. */
  @Case(
      value = "dump-disk-read-only-{images,and-log}",
      about = "The disk for %1 is read-only during a dump.",
      words = "images=the images; and-log=the images and CRIU's log",
      privilege = "root")
  void dumpReadOnly(Rig rig, String what) {
    failedDump(rig, rig.faults().readOnlyDisk(what.equals("images")), "threads");
  }

  /** A dump's memory is to go to a page server, and nothing listens there. */
  @Case(
      value = "dump-page-server-missing",
      about = "CRIU is to send the memory of a program to a page server, and there is none.",
      privilege = "root")
  void pageServerMissing(Rig rig) {
    failedDump(rig, rig.faults().noPageServer(), "bulk", LARGE);
  }

  /** A page server dies while a dump's memory goes to it. */
  @Case(
      value = "dump-page-server-killed-at-{connected,opened,receiving}",
      about = "CRIU sends the memory of a program to a page server, which is killed %1.",
      words = {
        "connected=when CRIU has connected; opened=when it opens its images",
        "receiving=when it has most of the memory"
      },
      privilege = "root")
  void pageServerKilled(Rig rig, String phase) {
    failedDump(rig, rig.faults().pageServerKilledAt(SERVED.get(phase)), "bulk", LARGE);
  }

  /** CRIU's control group has too few processes or too little memory for a dump. */
  @Case(
      value = "dump-limit-{pids,memory}",
      about = "The control group of criu dump %1.",
      words = "pids=may have one process only; memory=has less memory than the images take",
      privilege = "root")
  void dumpLimit(Rig rig, String controller) {
    failedDump(rig, limit(rig, controller, "1"), "bulk", LARGE);
  }

  /** CRIU's control group has too few processes or too little memory for a restore. */
  @Case(
      value = "restore-limit-{pids,memory}",
      about = "The control group of criu restore %1.",
      words = "pids=may have three processes only; memory=has less memory than the program",
      privilege = "root")
  void restoreLimit(Rig rig, String controller) {
    var subject = controller.equals("pids") ? rig.start("threads") : rig.start("bulk", LARGE);
    var images = rig.dump(subject);
    rig.failsToRestore(images, limit(rig, controller, "3"));
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static Fault limit(Rig rig, String controller, String processes) {
    return rig.faults().limit(controller, controller.equals("pids") ? processes : "33554432");
  }

  /** The job comes to its end when CRIU has begun. */
  @Case(
      value = "dump-{simple-c,threads}-that-ends",
      about = "The program %1 comes to its end just before CRIU looks at it.",
      privilege = "{root,capabilities}",
      restores = false)
  void ends(Rig rig, String program) {
    var subject = rig.start(program);
    rig.failsToDump(subject, rig.faults().endsBefore(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static void failedDump(Rig rig, Fault fault, String program, String... args) {
    var subject = rig.start(program, args);
    rig.failsToDump(subject, fault);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
