package org.criumatrix.scenario;

import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", namespaces: what CRIU leaves out, finds or joins when a program has namespaces
 * of its own, or is to get others.
 *
 * <p>If an option has no effect, see {@code /proc/PID/mountinfo} and {@code /proc/PID/ns} of the
 * restored program.
 */
@Row(value = "operations", cost = 2)
class OperationsNamespacesScenario {

  private static final String PACE = "100000";
  private static final String OWN = "namespaces";

  /** A file system that the suite names, in a folder that the program does not use. */
  private static final String NAME = "of-the-case";

  /** Something was mounted that is not worth to be kept. */
  @Case(
      value = "skip-mnt-{given,left-out}",
      about = "A mount is missing after the restore only if --skip-mnt names it, which is %1.",
      words = "left-out=left out",
      privilege = "root",
      runtime = OWN)
  void skipMount(Rig rig, String how) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.inside(subject, "--mount").run("mount", "-t", "tmpfs", NAME, "/tmp");
    if (how.equals("given")) {
      rig.restore(rig.dump(subject, "--skip-mnt", "/tmp"));
      rig.mounts(subject).lacks(NAME);
    } else {
      rig.restore(rig.dump(subject));
      rig.mounts(subject).has(NAME);
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A kind of file system that CRIU does not know. */
  @Case(
      value = "enable-fs",
      about =
          "CRIU refuses a mounted file system that it does not know, and mounts it again with --enable-fs.",
      privilege = "root",
      runtime = OWN)
  void enableFs(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.inside(subject, "--mount").run("mount", "-t", "ramfs", NAME, "/tmp");
    rig.refusesToDump(subject, "unsupported");
    rig.restore(rig.dump(subject, "--enable-fs", "ramfs"), "--enable-fs", "ramfs");
    rig.mounts(subject).has(NAME);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The older spelling of --external, which engines still use. */
  @Case(
      value = "ext-mount-map",
      about =
          "The working folder is a mount from outside: CRIU refuses it without --ext-mount-map.",
      privilege = "root",
      runtime = OWN)
  void extMountMap(Rig rig) {
    rig.volume();
    var subject = rig.start("threads", "--pace", PACE);
    var volume = rig.volumeFolder();
    rig.refusesToDump(subject, "doesn't have a proper root mount");
    var images = rig.dump(subject, "--ext-mount-map", volume + ":the-volume");
    rig.restore(images, "--ext-mount-map", "the-volume:" + volume);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A program gets into namespaces that somebody else has made. */
  @Case(
      value = "join-ns-{net,uts,ipc}",
      about = "A program is restored into the %1 namespace of another process, by --join-ns.",
      privilege = "root")
  void joinNamespace(Rig rig, String kind) {
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject);
    var other = rig.node().namespace(kind);
    rig.restore(images, "--join-ns", kind + ":" + other);
    rig.effects().requireSameNamespace(subject, other, kind);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An engine configures the network itself. */
  @Case(
      value = "empty-ns-{given,left-out}",
      about =
          "The loopback device of a restored program is down with --empty-ns net, and up without: it is %1.",
      words = "left-out=left out",
      privilege = "root",
      runtime = OWN)
  void emptyNamespace(Rig rig, String how) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.inside(subject, "--net").run("ip", "link", "set", "lo", "up");
    if (how.equals("given")) {
      var empty = new String[] {"--empty-ns", "net"};
      rig.restore(rig.dump(subject, empty), empty);
      rig.inside(subject, "--net").lacks("UP", "ip", "-o", "link", "show", "lo");
    } else {
      rig.restore(rig.dump(subject));
      rig.inside(subject, "--net").has("UP", "ip", "-o", "link", "show", "lo");
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The kernel of the restore may lack settings; those that it has must come back. */
  @Case(
      value = "weak-sysctls",
      about =
          "Network settings that the kernel of the restore has come back with --weak-sysctls, too.",
      privilege = "root",
      runtime = OWN)
  void weakSysctls(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    var file = "/proc/sys/net/unix/max_dgram_qlen";
    rig.inside(subject, "--net").run("sh", "-c", "echo 77 >" + file);
    rig.restore(rig.dump(subject), "--weak-sysctls");
    rig.inside(subject, "--net").has("77", "cat", file);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Labels of mounts are replaced; a mount without one must stay as it is. */
  @Case(
      value = "lsm-mount-context-without-label",
      about =
          "A mount without a security label stays as it is although a restore has --lsm-mount-context.",
      privilege = "root",
      runtime = OWN)
  void mountContext(Rig rig) {
    rig.needs().option("--lsm-mount-context");
    var subject = rig.start("threads", "--pace", PACE);
    rig.inside(subject, "--mount").run("mount", "-t", "tmpfs", NAME, "/tmp");
    rig.restore(rig.dump(subject), "--lsm-mount-context", "system_u:object_r:tmp_t:s0");
    rig.mounts(subject).has(NAME);
    rig.mounts(subject).lacks("system_u");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The older way to restore mounts. */
  @Case(
      value = "mntns-compat-mode-{given,left-out}",
      about = "Mounts are restored in the older way with --mntns-compat-mode only, which is %1.",
      words = "left-out=left out",
      privilege = "root",
      runtime = OWN)
  void compatMode(Rig rig, String how) {
    rig.needs().option("--mntns-compat-mode");
    rig.needs().feature("move_mount_set_group");
    var subject = rig.start("threads", "--pace", PACE);
    var images = rig.dump(subject);
    if (how.equals("given")) {
      rig.restore(images, "--mntns-compat-mode");
      rig.effects().doesNotLog("mnt-v2:");
    } else {
      rig.restore(images);
      rig.effects().logs("mnt-v2:");
    }
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
