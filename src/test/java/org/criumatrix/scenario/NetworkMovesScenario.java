package org.criumatrix.scenario;

import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Talk;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "network", one end away: connections that are locked meanwhile, and ends that move to another
 * host.
 */
@Row(value = "network", cost = 2)
class NetworkMovesScenario {

  private static final String ESTABLISHED = "--tcp-established";
  private static final String CLOSE = "--tcp-close";
  private static final Conversation MUCH_TO_SAY = Conversation.over("tcp", "--ahead", "500");

  /**
   * Less data than a connection may send before the first acknowledgement, so that nothing stays
   * unsent.
   */
  private static final Conversation LITTLE_TO_SAY = Conversation.over("tcp", "--ahead", "8");

  /**
   * One end is dumped on one host and restored on the other, as published: its address stays
   * behind.
   */
  @Case(
      value = "{tcp,udp}-moved-{client,server}",
      about =
          "A client and a server talk by %1 between two hosts; %2 moves to the other "
              + "host without its address.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS},
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
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS},
      hosts = 2)
  void movedWithAddress(Rig rig, String transport, String dumped) {
    rig.plans("with-address");
    var talk = rig.talkAcross(Conversation.over(transport), dumped);
    var images = rig.dump(talk.ends(dumped).get(0), ESTABLISHED);
    rig.moveAddresses();
    rig.restore(rig.moved(images), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Each backend that locks a connection while one end of it is away. */
  @Case(
      value = "tcp-lock-{iptables,nftables}-{client,server,both}",
      about =
          "CRIU checkpoints %2 of a busy TCP connection on one host, and blocks it "
              + "meanwhile by %1.",
      words = NetworkWords.ENDS)
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
      words = NetworkWords.ENDS,
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
      words = NetworkWords.ENDS)
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
}
