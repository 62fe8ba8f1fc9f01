package org.criumatrix.scenario;

import org.criumatrix.cell.Fault;
import org.criumatrix.cell.Images;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", a node that has changed: files of the program were replaced, numbers are taken,
 * or it is another machine with another kernel.
 */
@Row(value = "operations", cost = 2)
class OperationsNodeScenario {

  private static final String[] LARGE_GHOSTS = {"--ghost-limit", "64M"};
  private static final int PORT = 4711;

  /** An update while the program runs: it maps files that have no name any more. */
  @Case(
      value = "{program,library}-replaced",
      about = "%1 is replaced by another build while it runs; --ghost-limit is raised.",
      words = "program=The file of a program; library=The C library of a program",
      privilege = "root")
  void replaced(Rig rig, String part) {
    var subject = rig.startInstalled(part);
    rig.node().replace(subject, "longer");
    rig.restore(rig.dump(subject, LARGE_GHOSTS));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** CRIU keeps files without a name only up to a size, and a C library is larger. */
  @Case(
      value = "library-replaced-without-flag",
      about =
          "The C library of a program is replaced while it runs, and CRIU has to refuse the"
              + " dump without a larger --ghost-limit.",
      restores = false,
      privilege = "root")
  void replacedWithoutFlag(Rig rig) {
    var subject = rig.startInstalled("library");
    rig.node().replace(subject, "longer");
    rig.refusesToDump(subject, "Can't dump ghost file");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A copy that has another inode and the same content is as good. */
  @Case(
      value = "{program,library}-replaced-meanwhile-by-copy",
      about = "%1 is replaced by a copy between its dump and its restore.",
      words = "program=The file of a program; library=The C library of a program",
      privilege = "root")
  void copied(Rig rig, String part) {
    var subject = rig.startInstalled(part);
    var images = rig.dump(subject);
    rig.node().replace(subject, "copy");
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** CRIU has to notice the other file, and restores the program when the old one is back. */
  @Case(
      value = "{program,library}-replaced-meanwhile-{rebuilt,longer}",
      about = "%1 is replaced by %2 between dump and restore, which CRIU has to refuse.",
      words = {
        "program=The file of a program; library=The C library of a program",
        "rebuilt=another build of the same size; longer=a longer one"
      },
      privilege = "root")
  void noticed(Rig rig, String part, String how) {
    replacedMeanwhile(rig, part, how);
  }

  /** The same where CRIU is asked to compare sizes alone, or build IDs too. */
  @Case(
      value = "{program,library}-replaced-meanwhile-rebuilt-with-{filesize,buildid}",
      about =
          "%1 is replaced by another build of the same size between dump and restore;"
              + " --file-validation %2 is given.",
      words = "program=The file of a program; library=The C library of a program",
      privilege = "root")
  void validated(Rig rig, String part, String method) {
    replacedMeanwhile(rig, part, "rebuilt", "--file-validation", method);
  }

  private static void replacedMeanwhile(Rig rig, String part, String how, String... options) {
    var subject = rig.startInstalled(part);
    var images = rig.dump(subject, options);
    rig.failsToRestore(images, rig.node().replaced(subject, how), options);
    rig.restore(images, options);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A number that the program had is taken by another process when it is to be restored. */
  @Case(
      value = "{pid,session}-taken",
      about =
          "Another process has %1 of a program that is to be restored; CRIU has to fail until it is"
              + " free.",
      words = "pid=the PID; session=the session number",
      privilege = "root")
  void numberTaken(Rig rig, String what) {
    var subject = rig.start("threads");
    var images = rig.dump(subject);
    var node = rig.node();
    taken(rig, images, what.equals("pid") ? node.pidTaken(subject) : node.sessionTaken(subject));
  }

  /** The port of a listening socket is taken by another process when it is to be restored. */
  @Case(
      value = "port-taken",
      about =
          "Another process has the TCP port of a program that is to be restored; CRIU has to fail"
              + " until it is free.",
      privilege = "root")
  void portTaken(Rig rig) {
    var subject = rig.start("listener", "--port", String.valueOf(PORT));
    var images = rig.dump(subject);
    taken(rig, images, rig.node().portTaken(subject, PORT));
  }

  private static void taken(Rig rig, Images images, Fault fault) {
    rig.failsToRestore(images, fault);
    rig.restore(images);
    rig.finish(images.subject()).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Another machine has another boot, another uptime, and maybe another kernel. */
  @Case(
      value = "{simple-c,threads,tree,read-write,events}-on-other-machine",
      about = "%1 is dumped on one machine and restored on another with its files.",
      words = {
        "simple-c=A program; threads=A program with threads; tree=A tree of processes",
        "read-write=A program with open files; events=A program with timers and event queues"
      },
      privilege = "root",
      hosts = 2)
  void otherMachine(Rig rig, String workload) {
    rig.plans("elsewhere");
    var subject = rig.start(workload);
    rig.restore(rig.moved(rig.dump(subject)));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
