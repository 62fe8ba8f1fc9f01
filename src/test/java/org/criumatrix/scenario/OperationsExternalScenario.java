package org.criumatrix.scenario;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", what belongs to somebody else: CRIU leaves it out of the images of a program,
 * and gets it, or something in its place, at the restore.
 *
 * <p>If an option has no effect, see {@code /proc/PID/fd}, {@code /proc/PID/ns} and {@code
 * /proc/PID/mountinfo} of the restored program.
 */
@Row(value = "operations", cost = 2)
class OperationsExternalScenario {

  private static final String PACE = "100000";
  private static final String OWN = "namespaces";

  /** The program has a /dev of its own. */
  private static final String MOUNT =
      "rm -f /tmp/disk; mknod /tmp/disk b ${0%/*} ${0#*/} && mount /tmp/disk /tmp";

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

  /** An engine has made a device ahead of the restore. */
  @Case(
      value = "external-netdev",
      about =
          "A program's end of a virtual cable is replaced by a device of the host that --external names.",
      privilege = "root",
      runtime = OWN)
  void device(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.node().cable(subject, "inner", "criuouter");
    var images = rig.dump(subject);
    var spare = rig.node().spareCable();
    rig.restore(images, "--external", "netdev[inner]:" + spare);
    rig.inside(subject, "--net").has("inner", "ip", "-o", "link", "show", "inner");
    rig.outside().lacks(spare + "@", "ip", "-o", "link", "show");
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A program has a disk of the machine mounted. */
  @Case(
      value = "external-dev",
      about =
          "CRIU refuses a mounted disk, and mounts the device that --external names at the restore.",
      privilege = "root",
      runtime = OWN)
  void disk(Rig rig) {
    var disk = rig.node().disk();
    var numbers = rig.effects().device(disk);
    var subject = rig.start("threads", "--pace", PACE);
    rig.inside(subject, "--mount").run("sh", "-euc", MOUNT, numbers);
    rig.refusesToDump(subject, "unsupported");
    var images = rig.dump(subject, "--external", "dev[%s]:disk".formatted(numbers));
    rig.restore(images, "--external", "dev[disk]:" + disk);
    rig.mounts(subject).has(disk);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A shell or an engine keeps the other end of what a program has, and hands on another one. */
  @Case(
      value = "{pipe,socket,tty}-and-inherit-fd",
      about =
          "The other end of a program's %1 belongs to another process; a restore with --inherit-fd gets another %1.",
      words = "tty=terminal",
      privilege = "root")
  void lent(Rig rig, String kind) {
    var before = rig.node().lends(kind, "before");
    var subject = rig.startUnder(before.as(8), "threads", "--pace", PACE);
    var images = rig.dump(subject, before.dumpOptions());
    // The next terminal has the number of the one that is gone, and must not be mistaken for it.
    var caller = new ArrayList<>(rig.node().lends(kind, "unused").as(10));
    var after = rig.node().lends(kind, "after");
    caller.addAll(after.as(9));
    rig.restoreUnder(caller, images, "--inherit-fd", "fd[9]:" + before.key());
    rig.effects().requireOpen(subject, after.link(), before.link());
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
