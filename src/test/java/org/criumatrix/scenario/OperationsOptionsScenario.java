package org.criumatrix.scenario;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.NodeChanges;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", options: an option has to do what it is for.
 *
 * <p>If a case fails at its dump or restore because an option has no effect, see CRIU's log and the
 * folder of its images for what the option did instead.
 */
@Row(value = "operations", cost = 2)
class OperationsOptionsScenario {

  private static final String PRIVILEGES = "{root,capabilities}";
  private static final String PACE = "100000";

  /** Writes the numbers of the children of a shell, or of the program that it was, into a file. */
  private static final String CHILDREN =
      "read -r all </proc/$$/task/$$/children; echo \"$all\" >\"$0\"";

  /** Whoever looks at a program after its dump finds it as it is in the images. */
  @Case(
      value = "leave-stopped",
      about =
          "A dump with --leave-stopped leaves each process of a tree stopped; it continues by SIGCONT.",
      privilege = PRIVILEGES,
      restores = false)
  void leaveStopped(Rig rig) {
    var subject = rig.start("tree", "--pace", PACE);
    rig.dumpLeavingStopped(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Logs, statistics and PID files are kept apart from the images. */
  @Case(
      value = "work-dir-and-pidfile",
      about =
          "With --work-dir, log, statistics and the file of --pidfile are not among the images.",
      privilege = PRIVILEGES)
  void workDir(Rig rig) {
    var there = rig.folder("elsewhere");
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject, "--work-dir", there);
    rig.effects().has(there, "dump.log", "stats-dump");
    rig.effects().lacks(images.folder(), "dump.log", "stats-dump");
    rig.restore(images, "--work-dir", there, "--pidfile", "pid");
    rig.effects().has(there, "restore.log", "stats-restore");
    rig.effects().wrotePid(there + "/pid", subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A supervisor takes CRIU's place, and its program is its child. */
  @Case(
      value = "exec-cmd",
      about =
          "A command that takes the place of criu restore (--exec-cmd) is the parent of the restored program.",
      privilege = PRIVILEGES)
  void execCmd(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject);
    var file = rig.folder("seen") + "/children";
    rig.restore(images, "--exec-cmd", "--", "sh", "-c", CHILDREN, file);
    rig.effects().wrotePid(file, subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A supervisor calls CRIU and remains the parent of its program. */
  @Case(
      value = "restore-sibling-{given,left-out}",
      about =
          "The caller of criu restore is the parent of the restored program only with --restore-sibling, which is %1.",
      words = "left-out=left out",
      privilege = PRIVILEGES)
  void restoreSibling(Rig rig, String how) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject);
    var file = rig.folder("seen") + "/children";
    var caller = List.of("sh", "-c", "\"$@\" || exit; " + CHILDREN, file);
    if (how.equals("given")) {
      rig.restoreUnder(caller, images, "--restore-sibling");
      rig.effects().wrotePid(file, subject);
    } else {
      rig.restoreUnder(caller, images);
      rig.effects().didNotWritePid(file, subject);
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A descriptor that CRIU inherits must not get to the command that takes its place. */
  @Case(
      value = "close-{given,left-out}",
      about =
          "A descriptor that criu restore inherits is closed with --close, and is open for --exec-cmd without it: %1.",
      words = "left-out=left out",
      privilege = PRIVILEGES)
  void close(Rig rig, String how) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject);
    var file = rig.folder("seen") + "/descriptors";
    var caller = List.of("sh", "-c", "exec 9</dev/zero; exec \"$@\"", "sh");
    var show = "for fd in /proc/$$/fd/*; do readlink \"$fd\"; done >\"$0\"";
    var look = List.of("--exec-cmd", "--", "sh", "-c", show, file);
    if (how.equals("given")) {
      rig.restoreUnder(caller, images, with(List.of("--close", "9"), look));
      rig.effects().didNotWrite(file, "/dev/zero");
    } else {
      rig.restoreUnder(caller, images, with(List.of(), look));
      rig.effects().wrote(file, "/dev/zero");
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  private static String[] with(List<String> some, List<String> others) {
    return Stream.concat(some.stream(), others.stream()).toArray(String[]::new);
  }

  /** Each process of a restore has a log of its own. */
  @Case(
      value = "log-pid",
      about = "A restore with --log-pid writes a log for each process.",
      privilege = PRIVILEGES)
  void logPid(Rig rig) {
    var subject = rig.start("tree", "--pace", PACE);
    var images = rig.dump(subject);
    rig.restore(images, "--log-pid");
    rig.effects().hasForEachProcess(images, "restore.log.");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** How much CRIU logs. */
  @Case(
      value = "verbosity-{0,1,2,3,4}",
      about = "CRIU is called with --verbosity=%1, and logs no more than that allows.",
      privilege = PRIVILEGES)
  void verbosity(Rig rig, String level) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject, "--verbosity=" + level);
    if (level.compareTo("3") < 0) {
      rig.effects().doesNotLog("Dumping task");
    } else {
      rig.effects().logs("Dumping task");
    }
    rig.restore(images, "--verbosity=" + level);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Statistics for people. */
  @Case(
      value = "display-stats",
      about =
          "CRIU prints statistics of a dump and a restore with --display-stats, and none with --no-display-stats.",
      privilege = PRIVILEGES)
  void displayStats(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.dumpLeavingRunning(subject, "--no-display-stats");
    rig.effects().printsNothing();
    var images = rig.dump(subject, "--display-stats");
    rig.effects().prints("Memory pages written");
    rig.restore(images, "--display-stats");
    rig.effects().prints("Pages restored");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Somebody has changed the mode of a file. */
  @Case(
      value = "skip-file-rwx-check",
      about =
          "The mode of an open file was changed: CRIU has to fail, and to restore with --skip-file-rwx-check.",
      privilege = PRIVILEGES)
  void skipFileRwxCheck(Rig rig) {
    var subject = rig.start("read-write", "--pace", PACE);
    var images = rig.dump(subject);
    rig.node().chmodAll(subject, "0600");
    rig.failsToRestore(images, NodeChanges.already("the mode of a file was changed"));
    rig.restore(images, "--skip-file-rwx-check");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A container runtime has mounted its own node over that of the system. */
  @Case(
      value = "evasive-devices",
      about =
          "Another node of the same device is at the path of an open device: CRIU refuses it without --evasive-devices.",
      privilege = "root")
  void evasiveDevices(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.node().coverDevice("/dev/null");
    rig.refusesToDump(subject, "Unaccessible path opened");
    var images = rig.dump(subject, "--evasive-devices");
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * CRIU looks for the path of a watched file itself. Most file systems show it, so CRIU is asked
   * to behave as if this one did not.
   */
  @Case(
      value = "force-irmap-and-irmap-scan-path",
      about =
          "CRIU gets no path of a watched file from the kernel: --force-irmap finds it in the folders of --irmap-scan-path alone.",
      privilege = "root")
  void irmap(Rig rig) {
    rig.environment().addToCriu(List.of("--force-irmap"), Map.of("CRIU_FAULT", "128"));
    var subject = rig.start("object", "--object", "inotify-files");
    var watched = rig.workingFolder(subject);
    rig.refusesToDump(subject, "Can't dump that handle");
    var images = rig.dump(subject, "--irmap-scan-path", watched, "--irmap-scan-path", "/dev");
    rig.effects().logs("Scanned " + watched + "/watched");
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A folder of plugins is checked when CRIU starts. */
  @Case(
      value = "libdir-{no-plugin,broken-plugin}",
      about = "The folder of --libdir has %1; CRIU fails with a broken one.",
      words = "no-plugin=no plugin; broken-plugin=a plugin that is no library",
      privilege = PRIVILEGES)
  void libdir(Rig rig, String what) {
    var folder = rig.folder("plugins");
    var subject = rig.start("threads", "--pace", PACE);
    if (what.equals("broken-plugin")) {
      rig.write(folder + "/broken.so", "no library");
      rig.failsToDump(subject, NodeChanges.already("a plugin is no library"), "--libdir", folder);
      rig.restore(rig.dump(subject));
    } else {
      rig.restore(rig.dump(subject, "--libdir", folder), "--libdir", folder);
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Images go to a program that is not there. */
  @Case(
      value = "stream-without-streamer",
      about =
          "CRIU is to hand its images to criu-image-streamer (--stream), which does not run: it has to fail.",
      privilege = PRIVILEGES)
  void stream(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.failsToDump(subject, NodeChanges.already("no image streamer runs"), "--stream");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An option of a plugin that is not there. */
  @Case(
      value = "plugin-option",
      about = "An option for a plugin that is not there (--plugin-option) does no harm.",
      privilege = PRIVILEGES)
  void pluginOption(Rig rig) {
    rig.needs().option("--plugin-option");
    var subject = rig.start("threads", "--pace", PACE);
    rig.restore(rig.dump(subject, "--plugin-option=none.x=1"), "--plugin-option=none.x=1");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A profile of a security module that the kernel does not have. */
  @Case(
      value = "lsm-profile-{apparmor,selinux}",
      about =
          "A restore with --lsm-profile %1:NAME on a kernel without that security module has to fail.",
      privilege = "root")
  void lsmProfile(Rig rig, String module) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject);
    rig.failsToRestore(
        images, NodeChanges.already("there is no " + module), "--lsm-profile", module + ":x");
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
