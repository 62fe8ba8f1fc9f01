package org.criumatrix.scenario;

import java.util.List;
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

  /** A program has an end of a virtual cable. */
  @Case(
      value = "{veth-pair,external-veth}",
      about =
          "CRIU makes the other end of a program's virtual cable with the name that --%1 gives.",
      words = "external-veth=external",
      privilege = "root",
      runtime = OWN)
  void veth(Rig rig, String how) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.node().cable(subject, "inner", "criuouter");
    var images = rig.dump(subject);
    if (how.equals("veth-pair")) {
      rig.restore(images, "--veth-pair", "inner=criuouter");
    } else {
      rig.restore(images, "--external", "veth[inner]:criuouter");
    }
    rig.inside(subject, "--net").has("inner", "ip", "-o", "link", "show", "inner");
    rig.outside().has("criuouter", "ip", "-o", "link", "show", "criuouter");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A program has a network device that shares one of the host. */
  @Case(
      value = "external-macvlan",
      about =
          "A program's macvlan device comes back on the device of the host that --external names.",
      privilege = "root",
      runtime = OWN)
  void macvlan(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    var host = rig.node().macvlan(subject, "inner");
    rig.restore(rig.dump(subject), "--external", "macvlan[inner]:" + host);
    rig.inside(subject, "--net").has("macvlan", "ip", "-o", "-d", "link", "show", "inner");
    rig.inside(subject, "--net").has("inner@", "ip", "-o", "link", "show", "inner");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An engine hands other files to a program that is restored. */
  @Case(
      value = "external-file-and-inherit-fd",
      about =
          "A program's open file is left out (--external) and replaced by another one at the restore (--inherit-fd).",
      privilege = "root")
  void externalFile(Rig rig) {
    var folder = rig.folder("files");
    var before = rig.write(folder + "/before", "");
    var after = rig.write(folder + "/after", "");
    var subject = rig.startWithFile(before, "threads", "--pace", PACE);
    var key = "file[%s]".formatted(rig.effects().mountAndInode(subject, before));
    var images = rig.dump(subject, "--external", key);
    var caller = List.of("sh", "-c", "exec 9<\"$0\"; exec \"$@\"", after);
    rig.restoreUnder(caller, images, "--inherit-fd", "fd[9]:" + key);
    rig.effects().requireOpen(subject, after, before);
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

  /** A container runtime keeps the network and hands it to CRIU. */
  @Case(
      value = "external-{net}-and-inherit-fd",
      about =
          "A program's %1 namespace belongs to somebody else: CRIU leaves it out (--external) and gets it by --inherit-fd.",
      privilege = "root")
  void externalNamespace(Rig rig, String kind) {
    var other = rig.node().namespace(kind);
    var subject = rig.startIn(kind, other, "threads", "--pace", PACE);
    var inode = rig.effects().inode(other);
    var images = rig.dump(subject, "--external", "%s[%s]:theirs".formatted(kind, inode));
    var caller = List.of("sh", "-c", "exec 9<\"$0\"; exec \"$@\"", other);
    rig.restoreUnder(caller, images, "--inherit-fd", "fd[9]:theirs");
    rig.effects().requireSameNamespace(subject, other, kind);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
