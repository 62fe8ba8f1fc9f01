package org.criumatrix.scenario;

import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Talk;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "network", a second time: ends that are restored or dumped again. */
@Row(value = "network", cost = 2)
class NetworkAgainScenario {

  private static final String ESTABLISHED = "--tcp-established";

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
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS})
  void secondRestore(Rig rig, String transport, String dumped) {
    secondRestore(rig, rig.talk(Conversation.over(transport)), dumped);
  }

  /** A lost end is restored again from the same images, between two hosts. */
  @Case(
      value = "{tcp,udp}-two-hosts-{client,server,both}-second-restore",
      about =
          "%1 between two hosts: CRIU restores %2, loses what it restored, and "
              + "restores the same images again.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS},
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
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS})
  void secondDump(Rig rig, String transport, String dumped) {
    secondDump(rig, rig.talk(Conversation.over(transport)), dumped);
  }

  /** A restored end is dumped and restored once more, between two hosts. */
  @Case(
      value = "{tcp,udp}-two-hosts-{client,server,both}-second-dump",
      about =
          "A client and a server talk by %1 between two hosts; CRIU checkpoints and "
              + "restores %2 twice in a row.",
      words = {NetworkWords.ENDS, NetworkWords.PROTOCOLS},
      hosts = 2)
  void secondDumpAcross(Rig rig, String transport, String dumped) {
    secondDump(rig, rig.talkAcross(Conversation.over(transport), dumped), dumped);
  }

  private static void secondDump(Rig rig, Talk talk, String dumped) {
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.restore(rig.dump(talk.ends(dumped), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }
}
