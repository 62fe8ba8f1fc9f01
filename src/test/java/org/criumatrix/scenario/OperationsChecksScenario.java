package org.criumatrix.scenario;

import java.util.Map;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", checks: {@code criu check} is asked before anything is dumped, and what it says
 * has to be true.
 *
 * <p>If a case fails at its restore, CRIU objects to what works.
 */
@Row(value = "operations", cost = 2)
class OperationsChecksScenario {

  private static final String PRIVILEGES = "{root,capabilities}";
  private static final String PACE = "100000";

  /** A kernel object that needs the feature; a dash stands for an underscore. */
  private static final Map<String, String> NEEDED_BY =
      Map.ofEntries(
          Map.entry("timens", "time-namespace"),
          Map.entry("cgroupns", "cgroup-namespace"),
          Map.entry("aio-remap", "aio-idle"),
          Map.entry("timerfd", "timerfd-periodic"),
          Map.entry("fdinfo-lock", "lock-posix"),
          Map.entry("seccomp-filters", "seccomp-two-filters"),
          Map.entry("seccomp-suspend", "seccomp-errno"),
          Map.entry("kcmp-epoll", "epoll-nested"),
          Map.entry("sockopt-buf-lock", "tcp-socket-options"),
          Map.entry("tcp-half-closed", "tcp-half-closed"),
          Map.entry("sk-unix-file", "unix-listener-unlinked"),
          Map.entry("nftables", "net-nft-table"),
          Map.entry("ipv6-freebind", "tcp6-listener-ipv6-options"),
          Map.entry("get-rseq-conf", "rseq-registration"),
          Map.entry("timer-cr-ids", "posix-timer-large-id"),
          Map.entry("pagemap-scan-guard-pages", "guard-pages-private"),
          Map.entry("binfmt-misc-sandboxing", "binfmt-misc-mount"),
          Map.entry("move-mount-set-group", "mount-propagation"),
          Map.entry("can-map-vdso", "vdso-and-auxiliary-vector"),
          Map.entry("compat-cr", "program-of-32-bits"),
          Map.entry("mnt-id", "file-flags"));

  /** One feature, and one kernel object that needs it. */
  @Case(
      value =
          "check-feature-{timens,cgroupns,aio-remap,timerfd,fdinfo-lock,seccomp-filters,"
              + "seccomp-suspend,kcmp-epoll,sockopt-buf-lock,tcp-half-closed,sk-unix-file,nftables,"
              + "ipv6-freebind,get-rseq-conf,timer-cr-ids,pagemap-scan-guard-pages,"
              + "binfmt-misc-sandboxing,move-mount-set-group,can-map-vdso,compat-cr,mnt-id}",
      about =
          "criu check --feature has to be right about the feature %1, which a kernel object needs.",
      privilege = "root",
      detail = true)
  void feature(Rig rig, String feature) {
    rig.kernelChecks()
        .predicts(() -> play(rig, NEEDED_BY.get(feature)), "--feature", feature.replace('-', '_'));
  }

  private static void play(Rig rig, String name) {
    var object = rig.object(name);
    var subject = object.start();
    var images = object.dump(subject);
    object.meanwhile(subject);
    object.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** What CRIU cannot do without. */
  @Case(
      value = "check-plain",
      about =
          "criu check has to be right about the kernel: it passes if and only if a program is dumped and restored.",
      privilege = PRIVILEGES)
  void plain(Rig rig) {
    rig.kernelChecks().predicts(() -> dumpAndRestore(rig));
  }

  /** Groups of features. */
  @Case(
      value = "check-{extra,experimental,all}",
      about =
          "criu check --%1 passes only if criu check does, and --all if and only if the others do; a program is dumped.",
      privilege = PRIVILEGES)
  void group(Rig rig, String group) {
    var checks = rig.kernelChecks();
    var passes = checks.passes("--" + group);
    var isRight =
        group.equals("all")
            ? passes == (checks.passes("--extra") && checks.passes("--experimental"))
            : !passes || checks.passes();
    rig.effects().require(isRight, "criu check --" + group);
    dumpAndRestore(rig);
  }

  private static void dumpAndRestore(Rig rig) {
    var subject = rig.start("threads", "--pace", PACE);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
