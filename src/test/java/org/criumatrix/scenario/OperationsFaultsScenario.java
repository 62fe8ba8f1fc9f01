package org.criumatrix.scenario;

import java.util.Map;
import org.criumatrix.cell.Conversation;
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

  /** The line in CRIU's log that begins each phase of a dump. */
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

  private static final Map<String, String> TCP_PHASES =
      Map.of(
          "seen",
          "Dumping TCP connection",
          "locked",
          "Locked ",
          "repair",
          "tcp: Done",
          "end",
          "Running post-dump");

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

  /**
   * CRIU is killed while its code in the program copies memory into a pipe that CRIU reads. Whether
   * a single kill meets that moment is chance, and on an emulated processor it hardly ever does.
   *
   * <p>If the program ends with signal 13, the pipe had lost its reader.
   */
  @Case(
      value = "dump-killed-{64}-times-at-copying",
      about = "CRIU is killed %1 times while it copies the memory of a program.",
      privilege = "root",
      host = "local")
  void dumpKilledAgain(Rig rig, String times) {
    var subject = rig.start("simple-c", "--count", "20000");
    for (var i = 0; i < Integer.parseInt(times); i++) {
      rig.failsToDump(subject, rig.faults().killedAt("Wait for ack 66 on daemon socket"));
    }
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * CRIU is killed while it dumps one end of a TCP connection.
   *
   * <p>If the program complains of an operation that is not permitted, its socket is still in
   * repair mode.
   */
  @Case(
      value = "dump-killed-tcp-{seen,repair,end}-{iptables,nftables}",
      about =
          "CRIU is killed while it dumps one end of a TCP connection with --network-lock %2, %1.",
      words = {
        "seen=when it has found the connection",
        "repair=with the socket in repair mode",
        "end=when everything is written"
      },
      privilege = "root")
  void dumpKilledTcp(Rig rig, String phase, String lock) {
    failedTcpDump(rig, lock, rig.faults().killedAt(TCP_PHASES.get(phase)));
  }

  /**
   * CRIU is killed between the lock of a connection and its socket's repair mode. Only the program
   * that sets iptables makes CRIU log something there.
   *
   * <p>If there is no progress, see the rules that CRIU left.
   */
  @Case(
      value = "dump-killed-tcp-{locked}-{iptables}",
      about =
          "CRIU is killed while it dumps one end of a TCP connection with --network-lock %2, when "
              + "it has blocked the connection.",
      privilege = "root")
  void dumpKilledTcpLocked(Rig rig, String phase, String lock) {
    failedTcpDump(rig, lock, rig.faults().killedAt(TCP_PHASES.get(phase)));
  }

  /** A dump that fails after it has blocked a TCP connection has to let it through again. */
  @Case(
      value = "dump-hook-fails-tcp-{post-dump}-{iptables,nftables}",
      about =
          "The action script fails in the hook %1 of a dump of one end of a TCP connection with "
              + "--network-lock %2.",
      privilege = "root")
  void dumpHookTcp(Rig rig, String hook, String lock) {
    failedTcpDump(rig, lock, rig.faults().failsInHook(hook));
  }

  private static void failedTcpDump(Rig rig, String lock, Fault fault) {
    rig.needs().lock(lock);
    var options = new String[] {"--tcp-established", "--network-lock", lock};
    var talk = rig.talk(Conversation.over("tcp"));
    var server = talk.ends("server").get(0);
    rig.failsToDump(server, fault, options);
    rig.restore(rig.dump(server, options), options);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
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
