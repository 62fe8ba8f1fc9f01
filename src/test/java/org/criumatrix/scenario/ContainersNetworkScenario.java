package org.criumatrix.scenario;

import java.util.List;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Conversation.Part;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "containers", with a network: a contained job is connected to a peer outside its container,
 * which is never restarted. The container is on a bridge and has a fixed address.
 */
@Row(value = "containers", cost = 15)
class ContainersNetworkScenario {

  private static final String ESTABLISHED = "--tcp-established";
  private static final String REFUSAL = "Connected TCP socket, consider using --tcp-established";

  /** Both ends always have messages in flight. */
  private static final Conversation BUSY = Conversation.over("tcp", "--count", "20000");

  /** A job that calls its server once a second; the server only answers. */
  private static final Conversation QUIET =
      Conversation.between(
          new Part("talk", List.of("--serve", "--count", "1000")),
          new Part("talk", List.of("--call", "--count", "1000", "--pace", "1000000")));

  /**
   * A job is connected to its server, and pauses between calls.
   *
   * <p>If this fails by a reset, the server had sent a message while the job was away: see {@link
   * #tcpKeptStill}.
   */
  @Case(
      value = "{docker,podman}-outside-tcp",
      about =
          "A client in a %1 container is connected to a server outside and pauses "
              + "between calls; %1 checkpoints it.",
      runtime = "%1",
      privilege = "root")
  void tcp(Rig rig, String engine) {
    talksOn(rig, "engine", QUIET, "client");
  }

  /** The job is exported to an archive, from which another container is created. */
  @Case(
      value = "{podman}-outside-tcp-export",
      about =
          "A client in a %1 container with a TCP connection is exported, and restored "
              + "in another container.",
      runtime = "%1",
      privilege = "root")
  void tcpExport(Rig rig, String engine) {
    talksOn(rig, "engine-export", QUIET, "client");
  }

  /**
   * Both ends talk without a pause, and an operator's firewall blocks the end outside.
   *
   * <p>An engine sets up the container's network before CRIU has the connection back, and CRIU's
   * lock comes later with docker and not at all with podman. A packet that arrives in between is
   * answered by the kernel with a reset.
   */
  @Case(
      value = "{docker,podman}-outside-tcp-kept-still-{client,server}",
      about =
          "A %2 in a %1 container talks without a pause; %1 checkpoints it while a "
              + "firewall blocks its peer.",
      runtime = "%1",
      privilege = "root")
  void tcpKeptStill(Rig rig, String engine, String contained) {
    rig.checkpointsBy("engine");
    var talk = rig.talkOutwards(BUSY, contained);
    rig.blockTraffic();
    rig.restore(rig.dump(talk.ends(contained), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** Without the option for connections the engine must refuse the dump, and both ends continue. */
  @Case(
      value = "{docker,podman}-outside-tcp-without-flag",
      about =
          "A client in a %1 container has a TCP connection, which has to be refused "
              + "without %1's option for it.",
      runtime = "%1",
      privilege = "root")
  void tcpWithoutFlag(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var talk = rig.talkOutwards(QUIET, "client");
    rig.refusesToDump(talk.client(), REFUSAL);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** CRIU is called from outside with all options for the container, including its veth. */
  @Case(
      value = "{docker,podman}-criu-prepared-tcp-{client,server}",
      about =
          "CRIU itself, with all options, checkpoints a %1 container whose %2 is "
              + "connected to a peer outside.",
      runtime = "%1",
      privilege = "root")
  void prepared(Rig rig, String engine, String contained) {
    talksOn(rig, "direct-prepared", BUSY, contained);
  }

  private static void talksOn(Rig rig, String way, Conversation what, String contained) {
    rig.checkpointsBy(way);
    var talk = rig.talkOutwards(what, contained);
    rig.restore(rig.dump(talk.ends(contained), ESTABLISHED), ESTABLISHED);
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  /** A job listens; the container that is created from the archive has another address. */
  @Case(
      value = "{podman}-outside-changed-ip",
      about =
          "A server that listens in a %1 container is exported, and restored in a "
              + "container with another address.",
      runtime = "%1",
      privilege = "root")
  void changedIp(Rig rig, String engine) {
    rig.checkpointsBy("engine-export");
    rig.network();
    var subject =
        rig.start("listener", "--address", "0.0.0.0", "--count", "1000", "--pace", "20000");
    rig.restore(rig.dump(subject), "--ignore-static-ip", "--ignore-static-mac");
    rig.expectsAnotherAddress(subject);
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /**
   * A connected job is restored in a container with another address. Its connection stays bound to
   * the old one.
   */
  @Case(
      value = "{podman}-outside-changed-ip-tcp",
      about =
          "A connected client in a %1 container is restored with another address than "
              + "its connection has.",
      runtime = "%1",
      privilege = "root")
  void changedIpTcp(Rig rig, String engine) {
    rig.checkpointsBy("engine-export");
    rig.plans("elsewhere");
    var talk = rig.talkOutwards(QUIET, "client");
    var images = rig.dump(talk.client(), ESTABLISHED);
    rig.restore(images, ESTABLISHED, "--ignore-static-ip", "--ignore-static-mac");
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }
}
