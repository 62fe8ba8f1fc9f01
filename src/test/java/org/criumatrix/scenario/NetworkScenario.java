package org.criumatrix.scenario;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Conversation.Part;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.Talk;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "network": a client and a server that exchange numbered messages with running checksums. The
 * end that is not checkpointed is never restarted, and both must come to the answers of a
 * conversation that was never interrupted.
 */
@Row(value = "network", cost = 2)
class NetworkScenario {

  private static final String ESTABLISHED = "--tcp-established";
  private static final String CLOSE = "--tcp-close";
  private static final String REFUSAL = "Connected TCP socket, consider using --tcp-established";

  /** The minimum number of bytes that must be in flight; more depends on how the windows grow. */
  private static final long MUCH = 1 << 19;

  /** The minimum at the reading end, since most bytes wait at the sender. */
  private static final long SOME = 1 << 12;

  private static final long ONE_MESSAGE = 1 << 16;

  /**
   * Both ends on one host, as published; {@code both} are dumped one after the other.
   *
   * <p>If this fails at {@code progress}, see whether the other end was reset while its peer was
   * away: {@code *.stderr} in the evidence.
   */
  @Case(
      value = "{tcp,udp,tcp6,udp6}-one-host-{client,server,both}",
      about = "A client and a server talk by %1 on one host; CRIU checkpoints %2.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS})
  void oneHost(Rig rig, String transport, String dumped) {
    var talk = rig.talk(Conversation.over(transport));
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Client and server on two hosts; the dumped end is restored on its own host. */
  @Case(
      value = "{tcp,udp,tcp6,udp6}-two-hosts-{client,server,both}",
      about = "A client and a server talk by %1 between two hosts; CRIU checkpoints %2 in place.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS},
      hosts = 2)
  void twoHosts(Rig rig, String transport, String dumped) {
    var talk = rig.talkAcross(Conversation.over(transport), dumped);
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /**
   * Without {@code --tcp-established} CRIU must refuse to dump a connection, and both ends must
   * continue.
   */
  @Case(
      value = "{tcp,tcp6}-one-host-{client,server,both}-without-flag",
      about =
          "A client and a server are connected by %1 on one host; CRIU has to refuse "
              + "%2 without --tcp-established.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS})
  void withoutFlag(Rig rig, String transport, String dumped) {
    var talk = rig.talk(Conversation.over(transport));
    talk.ends(dumped).forEach(end -> rig.refusesToDump(end, REFUSAL));
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Between two hosts, too, CRIU must refuse to dump a connection without the option. */
  @Case(
      value = "{tcp,tcp6}-two-hosts-{client,server,both}-without-flag",
      about =
          "A client and a server are connected by %1 between two hosts; CRIU has to "
              + "refuse %2 without --tcp-established.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS},
      hosts = 2)
  void withoutFlagAcross(Rig rig, String transport, String dumped) {
    var talk = rig.talkAcross(Conversation.over(transport), dumped);
    talk.ends(dumped).forEach(end -> rig.refusesToDump(end, REFUSAL));
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Both ends in one process tree: no state is left outside. */
  @Case(
      value = "{tcp,udp}-one-tree",
      about =
          "A client and a server that talk by %1 belong to one process tree, so that "
              + "nothing is left outside.",
      words = NetworkWords.PROTOCOLS)
  void oneTree(Rig rig, String transport) {
    var subject = rig.start("talk", "--transport", transport);
    rig.restore(rig.dump(subject, ESTABLISHED), ESTABLISHED);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * Dumped in the middle of a large transfer: megabytes that the client sent and the server did not
   * read yet.
   *
   * <p>If this is broken, too little data was in flight; see the size of {@code tcp-stream-*.img}.
   */
  @Case(
      value = "tcp-large-transfer-{both}",
      about = "CRIU checkpoints %1 of a TCP connection in the middle of a transfer of megabytes.",
      words = NetworkWords.ENDS)
  void largeTransfer(Rig rig, String dumped) {
    var talk = largeTransfer(rig);
    restoreAndFinish(rig, talk, rig.dump(talk.ends(dumped), ESTABLISHED), MUCH);
  }

  /**
   * A large transfer is dumped while the server is stopped; otherwise it would read until CRIU
   * locks the connection.
   */
  @Case(
      value = "tcp-large-transfer-{client}",
      about =
          "CRIU checkpoints %1 of a TCP connection, with megabytes that it sent and "
              + "the server has not read.",
      words = NetworkWords.ENDS)
  void largeTransferClient(Rig rig, String dumped) {
    var talk = largeTransfer(rig);
    var images = talk.whileServerStops(() -> rig.dump(talk.ends(dumped), ESTABLISHED));
    restoreAndFinish(rig, talk, images, MUCH);
  }

  /**
   * The server of a large transfer is dumped; most of the data waits at the client, which is not
   * dumped.
   */
  @Case(
      value = "tcp-large-transfer-{server}",
      about =
          "CRIU checkpoints %1 of a TCP connection while the client has megabytes left to send.",
      words = NetworkWords.ENDS)
  void largeTransferServer(Rig rig, String dumped) {
    var talk = largeTransfer(rig);
    restoreAndFinish(rig, talk, rig.dump(talk.ends(dumped), ESTABLISHED), SOME);
  }

  /** Slow readers, because an emulated machine needs a while to dump them. */
  private static Talk largeTransfer(Rig rig) {
    var size = String.valueOf(ONE_MESSAGE);
    return rig.talk(Conversation.over("tcp", "--size", size, "--ahead", "64", "--pace", "200000"));
  }

  private static void restoreAndFinish(Rig rig, Talk talk, List<Images> images, long inTheImages) {
    rig.restore(images, ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
    rig.expectsInImages("tcp-stream-", inTheImages);
  }

  /** Messages in the queues: sent ahead and not yet read. */
  @Case(
      value = "tcp-queued-{client,server,both}",
      about =
          "CRIU checkpoints %1 of a TCP connection whose queues hold messages that "
              + "were not read yet.",
      words = NetworkWords.ENDS)
  void queued(Rig rig, String dumped) {
    var talk = rig.talk(Conversation.over("tcp", "--size", "512", "--ahead", "8"));
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** With {@code --tcp-close} connections are restored as closed, and both ends reconnect. */
  @Case(
      value = "tcp-close-{client,server,both}",
      about =
          "CRIU restores %1 of a TCP connection as closed (--tcp-close), and the "
              + "client reconnects.",
      words = NetworkWords.ENDS)
  void close(Rig rig, String dumped) {
    var talk = rig.talk(Conversation.over("tcp", "--reconnect"));
    rig.restore(rig.dump(talk.ends(dumped), CLOSE), CLOSE);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** A socket that listens, and no connection. */
  @Case(value = "listening-only", about = "A server listens on a TCP port and has no connection.")
  void listening(Rig rig) {
    var subject = rig.start("listener");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A full queue of connections that are not yet accepted: CRIU must refuse, and the subject must
   * continue.
   */
  @Case(
      value = "accept-queue-without-flag",
      about =
          "Clients wait in a server's full accept queue, and CRIU has to refuse the "
              + "server without --skip-in-flight.")
  void acceptQueue(Rig rig) {
    var talk = rig.talk(knock("--strict"));
    rig.refusesToDump(talk.server(), "In-flight connection (l)");
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** A full queue with {@code --skip-in-flight}: clients lose their connections and reconnect. */
  @Case(
      value = "accept-queue-skipped",
      about =
          "Clients wait in a server's full accept queue; --skip-in-flight drops them, "
              + "and they reconnect.")
  void acceptQueueSkipped(Rig rig) {
    rig.plans("peers-reconnect");
    var talk = rig.talk(knock());
    rig.restore(rig.dump(talk.server(), "--skip-in-flight"), "--skip-in-flight");
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** A full queue with {@code --skip-in-flight}, with clients that do not reconnect. */
  @Case(
      value = "accept-queue-kept",
      about =
          "Clients wait in a server's full accept queue; --skip-in-flight drops them, "
              + "and they do not reconnect.")
  void acceptQueueKept(Rig rig) {
    var talk = rig.talk(knock("--strict"));
    rig.restore(rig.dump(talk.server(), "--skip-in-flight"), "--skip-in-flight");
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Half-open connections, which the kernel hides from the server until data arrives. */
  @Case(
      value = "half-open-{kept,skipped}",
      about =
          "A server has connections that the kernel hides until data arrives; "
              + "--skip-in-flight drops them, and %1.",
      words = "kept=clients do not reconnect; skipped=clients reconnect")
  void halfOpen(Rig rig, String guests) {
    var talk = rig.talk(guests.equals("kept") ? knock("--defer", "--strict") : knock("--defer"));
    rig.restore(rig.dump(talk.server(), "--skip-in-flight"), "--skip-in-flight");
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  private static Conversation knock(String... more) {
    var server = new ArrayList<>(List.of("--backlog", "2", "--guests", "3"));
    var client = new ArrayList<>(server);
    List.of(more).forEach(o -> (o.equals("--defer") ? server : client).add(o));
    return Conversation.between(new Part("listener", server), new Part("knock", client));
  }
}
