package org.criumatrix.scenario;

import java.util.Map;
import org.criumatrix.cell.Fault;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "operations", faults: a dump or a restore fails half-way. The program has to live on, or it
 * has to be possible to restore it later.
 */
@Row(value = "operations", cost = 2)
class OperationsFaultsScenario {

  /** The line of CRIU's log that begins each phase of a dump. */
  private static final Map<String, String> PHASES =
      Map.of(
          "start", "Running pre-dump scripts",
          "seized", "Seized task",
          "collected", "Dumping task (pid",
          "infecting", "Putting parasite blob",
          "infected", "switched to daemon mode",
          "pages", "page-xfer: Transferring pages",
          "core", "Dumping core (pid",
          "end", "Unseizing");

  /**
   * CRIU is killed during the dump.
   *
   * <p>If this fails, see {@code /proc/PID/status}: a stopped or traced process was left by CRIU.
   */
  @Case(
      value = "dump-killed-at-{start,seized,collected,infecting,infected,pages,core,end}",
      about = "CRIU is killed while it dumps a program, %1.",
      words = {
        "start=before it stops the program; seized=when it has stopped the program",
        "collected=when it has read what /proc shows; infecting=when it injects its code",
        "infected=when its code runs in the program; pages=when it copies the memory",
        "core=when it writes the registers; end=when everything is written"
      },
      privilege = "root")
  void dumpKilled(Rig rig, String phase) {
    failedDump(rig, rig.faults().killedAt(PHASES.get(phase)));
  }

  /** The action script fails in a hook of the dump. */
  @Case(
      value = "dump-hook-fails-{pre-dump,post-dump}",
      about = "The action script fails in the hook %1 of a dump.",
      privilege = "{root,capabilities}")
  void dumpHook(Rig rig, String hook) {
    failedDump(rig, rig.faults().failsInHook(hook));
  }

  /** CRIU calls the network's hooks for a network namespace that it dumps. */
  @Case(
      value = "dump-hook-fails-{network-lock}",
      about = "The action script fails in the hook %1 of a dump with a network namespace.",
      privilege = "root",
      runtime = "namespaces")
  void dumpNetworkHook(Rig rig, String hook) {
    failedDump(rig, rig.faults().failsInHook(hook));
  }

  private static void failedDump(Rig rig, Fault fault) {
    var subject = rig.start("threads");
    rig.failsToDump(subject, fault);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The action script fails in a hook of the restore. */
  @Case(
      value = "restore-hook-fails-{pre-restore,post-restore,pre-resume,post-resume}",
      about = "The action script fails in the hook %1 of a restore.",
      privilege = "{root,capabilities}")
  void restoreHook(Rig rig, String hook) {
    failedRestore(rig, rig.faults().failsInHook(hook));
  }

  /** Hooks that CRIU calls for namespaces that it restores. */
  @Case(
      value = "restore-hook-fails-{setup-namespaces,post-setup-namespaces,network-unlock}",
      about = "The action script fails in the hook %1 of a restore with namespaces.",
      privilege = "root",
      runtime = "namespaces")
  void restoreNamespacesHook(Rig rig, String hook) {
    failedRestore(rig, rig.faults().failsInHook(hook));
  }

  /**
   * CRIU is killed during the restore, in a hook.
   *
   * <p>If this fails, the processes that CRIU had made already wait for it forever.
   */
  @Case(
      value = "restore-killed-in-{pre-restore,post-restore,pre-resume,post-resume}",
      about = "CRIU is killed while it restores a program, in the hook %1.",
      privilege = "root")
  void restoreKilled(Rig rig, String hook) {
    failedRestore(rig, rig.faults().killedInHook(hook));
  }

  private static void failedRestore(Rig rig, Fault fault) {
    var subject = rig.start("threads");
    var images = rig.dump(subject);
    rig.failsToRestore(images, fault);
    rig.restore(images);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
