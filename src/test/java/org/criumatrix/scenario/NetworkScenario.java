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

  /** Who is dumped. */
  private static final String ENDS = "client=the client; server=the server; both=both ends";

  /** What the protocols are called. */
  private static final String PROTOCOLS =
      "tcp=TCP; udp=UDP; tcp6=TCP over IPv6; udp6=UDP over IPv6";

  /** What the kinds of Unix sockets are called. */
  private static final String KINDS = "stream=stream; seqpacket=seqpacket; dgram=datagram";

  private static final String ESTABLISHED = "--tcp-established";
  private static final String CLOSE = "--tcp-close";
  private static final String EXTERNAL = "--ext-unix-sk";
  private static final String REFUSAL = "Connected TCP socket, consider using --tcp-established";
  private static final Conversation MUCH_TO_SAY = Conversation.over("tcp", "--ahead", "500");

  /**
   * Less data than a connection may send before the first acknowledgement, so that nothing stays
   * unsent.
   */
  private static final Conversation LITTLE_TO_SAY = Conversation.over("tcp", "--ahead", "8");

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
      words = {ENDS, PROTOCOLS})
  void oneHost(Rig rig, String transport, String dumped) {
    var talk = rig.talk(Conversation.over(transport));
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Client and server on two hosts; the dumped end is restored on its own host. */
  @Case(
      value = "{tcp,udp,tcp6,udp6}-two-hosts-{client,server,both}",
      about = "A client and a server talk by %1 between two hosts; CRIU checkpoints %2 in place.",
      words = {ENDS, PROTOCOLS},
      hosts = 2)
  void twoHosts(Rig rig, String transport, String dumped) {
    var talk = rig.talkAcross(Conversation.over(transport), dumped);
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /**
   * One end is dumped on one host and restored on the other, as published: its address stays
   * behind.
   */
  @Case(
      value = "{tcp,udp}-moved-{client,server}",
      about =
          "A client and a server talk by %1 between two hosts; %2 moves to the other "
              + "host without its address.",
      words = {ENDS, PROTOCOLS},
      hosts = 2)
  void moved(Rig rig, String transport, String dumped) {
    rig.plans("elsewhere");
    var talk = rig.talkAcross(Conversation.over(transport), dumped);
    var images = rig.dump(talk.ends(dumped).get(0), ESTABLISHED);
    rig.restore(rig.moved(images), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /**
   * One end moves to the other host together with its address; that host stays silent until the
   * restore is over.
   */
  @Case(
      value = "{tcp,udp}-moved-with-address-{client,server}",
      about =
          "A client and a server talk by %1 between two hosts; %2 moves to the other "
              + "host with its address.",
      words = {ENDS, PROTOCOLS},
      hosts = 2)
  void movedWithAddress(Rig rig, String transport, String dumped) {
    rig.plans("with-address");
    var talk = rig.talkAcross(Conversation.over(transport), dumped);
    var images = rig.dump(talk.ends(dumped).get(0), ESTABLISHED);
    rig.moveAddresses();
    rig.restore(rig.moved(images), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /**
   * What the publication calls "restores only once": what was restored is lost, and restored again
   * from the same images.
   *
   * <p>If an end that stayed outside complains, it remembers what came after the dump, and so does
   * its kernel.
   */
  @Case(
      value = "{tcp,udp}-one-host-{client,server,both}-second-restore",
      about =
          "%1 on one host: CRIU restores %2, loses what it restored, and restores the "
              + "same images again.",
      words = {ENDS, PROTOCOLS})
  void secondRestore(Rig rig, String transport, String dumped) {
    secondRestore(rig, rig.talk(Conversation.over(transport)), dumped);
  }

  /** A lost end is restored again from the same images, between two hosts. */
  @Case(
      value = "{tcp,udp}-two-hosts-{client,server,both}-second-restore",
      about =
          "%1 between two hosts: CRIU restores %2, loses what it restored, and "
              + "restores the same images again.",
      words = {ENDS, PROTOCOLS},
      hosts = 2)
  void secondRestoreAcross(Rig rig, String transport, String dumped) {
    secondRestore(rig, rig.talkAcross(Conversation.over(transport), dumped), dumped);
  }

  /**
   * Both ends are lost and restored again. CRIU's lock, which stops the first restored end from
   * talking without a peer, has been removed by the first restore, so an operator's firewall takes
   * its place.
   */
  @Case(
      value = "tcp-one-host-both-second-restore-kept-still",
      about =
          "Both ends of a TCP connection on one host are restored twice, and the "
              + "operator's firewall blocks traffic meanwhile.")
  void secondRestoreKeptStill(Rig rig) {
    secondRestoreKeptStill(rig, rig.talk(Conversation.over("tcp")));
  }

  /** Both ends are lost and restored again, between two hosts. */
  @Case(
      value = "tcp-two-hosts-both-second-restore-kept-still",
      about =
          "Both ends of a TCP connection between two hosts are restored twice, and a "
              + "firewall blocks traffic meanwhile.",
      hosts = 2)
  void secondRestoreKeptStillAcross(Rig rig) {
    secondRestoreKeptStill(rig, rig.talkAcross(Conversation.over("tcp"), "both"));
  }

  private static void secondRestoreKeptStill(Rig rig, Talk talk) {
    rig.plans("again", "peers-too", "traffic-blocked");
    rig.keepFilesAtDump(true);
    var images = rig.dump(talk.ends("both"), ESTABLISHED);
    rig.restore(images, ESTABLISHED);
    rig.lose(images);
    rig.blockTraffic();
    rig.restore(images, ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  private static void secondRestore(Rig rig, Talk talk, String dumped) {
    rig.plans(dumped.equals("both") ? new String[] {"again", "peers-too"} : new String[] {"again"});
    rig.keepFilesAtDump(true);
    var images = rig.dump(talk.ends(dumped), ESTABLISHED);
    rig.restore(images, ESTABLISHED);
    rig.lose(images);
    rig.restore(images, ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** What was restored is dumped and restored once more. */
  @Case(
      value = "{tcp,udp}-one-host-{client,server,both}-second-dump",
      about =
          "A client and a server talk by %1 on one host; CRIU checkpoints and restores "
              + "%2 twice in a row.",
      words = {ENDS, PROTOCOLS})
  void secondDump(Rig rig, String transport, String dumped) {
    secondDump(rig, rig.talk(Conversation.over(transport)), dumped);
  }

  /** A restored end is dumped and restored once more, between two hosts. */
  @Case(
      value = "{tcp,udp}-two-hosts-{client,server,both}-second-dump",
      about =
          "A client and a server talk by %1 between two hosts; CRIU checkpoints and "
              + "restores %2 twice in a row.",
      words = {ENDS, PROTOCOLS},
      hosts = 2)
  void secondDumpAcross(Rig rig, String transport, String dumped) {
    secondDump(rig, rig.talkAcross(Conversation.over(transport), dumped), dumped);
  }

  private static void secondDump(Rig rig, Talk talk, String dumped) {
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
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
      words = {ENDS, PROTOCOLS})
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
      words = {ENDS, PROTOCOLS},
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
      words = PROTOCOLS)
  void oneTree(Rig rig, String transport) {
    var subject = rig.start("talk", "--transport", transport);
    rig.restore(rig.dump(subject, ESTABLISHED), ESTABLISHED);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Unix sockets within one tree. */
  @Case(
      value = "unix-{stream,seqpacket,dgram}-one-tree",
      about = "Two processes of one tree talk over a Unix %1 socket.",
      words = KINDS)
  void unixOneTree(Rig rig, String kind) {
    var subject = rig.start("talk", "--transport", "unix-" + kind);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A unix socket whose other end is a process outside, with {@code --ext-unix-sk}. */
  @Case(
      value = "unix-{stream,seqpacket,dgram}-outside-{client,server}",
      about =
          "CRIU checkpoints %2 of a Unix %1 socket, and its peer stays outside; "
              + "--ext-unix-sk is given.",
      words = {ENDS, KINDS})
  void unixOutside(Rig rig, String kind, String dumped) {
    var talk = rig.talk(Conversation.over("unix-" + kind));
    rig.restore(rig.dump(talk.ends(dumped), EXTERNAL), EXTERNAL);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /**
   * Without {@code --ext-unix-sk} CRIU must refuse to dump such a socket, and both ends must
   * continue.
   */
  @Case(
      value = "unix-{stream,seqpacket,dgram}-outside-{client,server}-without-flag",
      about =
          "CRIU has to refuse %2 of a Unix %1 socket with a peer outside, because "
              + "--ext-unix-sk is missing.",
      words = {ENDS, KINDS})
  void unixOutsideWithoutFlag(Rig rig, String kind, String dumped) {
    var talk = rig.talk(Conversation.over("unix-" + kind));
    talk.ends(dumped)
        .forEach(
            end -> rig.refusesToDump(end, "External socket is used. Consider using --ext-unix-sk"));
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
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
      words = ENDS)
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
      words = ENDS)
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
      words = ENDS)
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
      words = ENDS)
  void queued(Rig rig, String dumped) {
    var talk = rig.talk(Conversation.over("tcp", "--size", "512", "--ahead", "8"));
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Each backend that locks a connection while one end of it is away. */
  @Case(
      value = "tcp-lock-{iptables,nftables}-{client,server,both}",
      about =
          "CRIU checkpoints %2 of a busy TCP connection on one host, and blocks it "
              + "meanwhile by %1.",
      words = ENDS)
  void lock(Rig rig, String backend, String dumped) {
    rig.needs().lock(backend);
    locked(rig, rig.talk(MUCH_TO_SAY), backend, dumped);
  }

  /** Each backend that locks a connection, between two hosts. */
  @Case(
      value = "tcp-two-hosts-lock-{iptables,nftables}-{client,server,both}",
      about =
          "CRIU checkpoints %2 of a busy TCP connection between two hosts, and blocks "
              + "it meanwhile by %1.",
      words = ENDS,
      hosts = 2)
  void lockAcross(Rig rig, String backend, String dumped) {
    rig.needs().lock(backend);
    locked(rig, rig.talkAcross(MUCH_TO_SAY, dumped), backend, dumped);
  }

  /**
   * Nothing blocks the server's answers while the client is away, so the client's kernel resets the
   * connection. One answer surely arrives, but not during the dump, which it would end already
   * (recv_queue in soccr.c). The client has no unsent data: CRIU would send it, and the restore
   * would end at the reset connection (libsoccr_restore_queue).
   */
  @Case(
      value = "tcp-lock-{skip}-{client}",
      about =
          "CRIU checkpoints %2 of a TCP connection with --network-lock %1, so that "
              + "nothing blocks the server's answers.",
      words = ENDS)
  void lockSkipped(Rig rig, String backend, String dumped) {
    rig.needs().lock(backend);
    var talk = rig.talk(LITTLE_TO_SAY);
    var options = new String[] {ESTABLISHED, "--network-lock", backend};
    var images = talk.beforeServerSpeaks(() -> rig.dump(talk.ends(dumped), options));
    rig.restore(images, options);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  private static void locked(Rig rig, Talk talk, String backend, String dumped) {
    var images = rig.dump(talk.ends(dumped), ESTABLISHED, "--network-lock", backend);
    rig.restore(images, ESTABLISHED, "--network-lock", backend);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /**
   * One end moves with its address: the connection is locked on one host and unlocked on another.
   */
  @Case(
      value = "tcp-moved-with-address-lock-{iptables,nftables}-{client,server}",
      about =
          "%2 moves to another host with its address; CRIU locks its TCP connection by "
              + "%1 and unlocks it there.",
      words = "client=A client; server=A server",
      hosts = 2)
  void movedLock(Rig rig, String backend, String dumped) {
    movedLock(rig, backend, dumped, () -> {});
  }

  /** One end moves with its address, under the operator's lock on both hosts in place of CRIU's. */
  @Case(
      value = "tcp-moved-with-address-lock-{skip}-{client,server}",
      about =
          "%2 with a TCP connection moves with its address under the operator's "
              + "firewall, with --network-lock %1.",
      words = "client=A client; server=A server",
      hosts = 2)
  void movedLockSkipped(Rig rig, String backend, String dumped) {
    rig.plans("traffic-blocked");
    movedLock(rig, backend, dumped, rig::blockTraffic);
  }

  private static void movedLock(Rig rig, String backend, String dumped, Runnable beforeDump) {
    rig.needs().lock(backend);
    rig.plans("with-address");
    var talk = rig.talkAcross(Conversation.over("tcp"), dumped);
    var end = talk.ends(dumped).get(0);
    beforeDump.run();
    var images = rig.dump(end, ESTABLISHED, "--network-lock", backend);
    rig.moveAddresses();
    rig.restore(rig.moved(images), ESTABLISHED, "--network-lock", backend);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** With {@code --tcp-close} connections are restored as closed, and both ends reconnect. */
  @Case(
      value = "tcp-close-{client,server,both}",
      about =
          "CRIU restores %1 of a TCP connection as closed (--tcp-close), and the "
              + "client reconnects.",
      words = ENDS)
  void close(Rig rig, String dumped) {
    var talk = rig.talk(Conversation.over("tcp", "--reconnect"));
    rig.restore(rig.dump(talk.ends(dumped), CLOSE), CLOSE);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** A client that reconnects from any host moves without its address. */
  @Case(
      value = "tcp-moved-close-client",
      about =
          "A client moves to another host without its address: its connection is "
              + "restored as closed, and it reconnects.",
      hosts = 2)
  void movedClose(Rig rig) {
    rig.plans("elsewhere");
    var talk = rig.talkAcross(Conversation.over("tcp", "--reconnect"), "client");
    var images = rig.dump(talk.client(), CLOSE);
    rig.restore(rig.moved(images), CLOSE);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** A socket that listens, and no connection. */
  @Case(value = "listening-only", about = "A server listens on a TCP port and has no connection.")
  void listening(Rig rig) {
    var subject = rig.start("listener");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** A listening socket moves to another host; it is not bound to an address that stays behind. */
  @Case(
      value = "listening-only-moved",
      about = "A server that listens on a TCP port of any address moves to another host.",
      hosts = 2)
  void listeningMoved(Rig rig) {
    rig.plans("elsewhere");
    var subject = rig.start("listener");
    rig.restore(rig.moved(rig.dump(subject)));
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

  /** An event loop: nested epoll, timers, a pending signal in a signalfd, a counter. */
  @Case(
      value = "epoll",
      about =
          "An event loop with nested epoll instances, timers, a pending signal in a "
              + "signalfd and an eventfd.")
  void epoll(Rig rig) {
    var subject = rig.start("events");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * An event loop with a timer that surely fires while the process is frozen.
   *
   * <p>If this fails, see {@code it_value} where the log of the dump says {@code timerfd: Dumping}.
   */
  @Case(
      value = "epoll-fast-timer",
      about =
          "An event loop with a timer that is so fast that it goes off while the "
              + "process is frozen.")
  void epollFastTimer(Rig rig) {
    var subject = rig.start("events", "--period", "1000");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** An event loop with a counter that is a semaphore. */
  @Case(value = "eventfd-semaphore", about = "An event loop whose eventfd is a semaphore.")
  void eventfdSemaphore(Rig rig) {
    var subject = rig.start("events", "--semaphore");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
