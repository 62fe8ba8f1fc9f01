package org.criumatrix.scenario;

import java.util.List;
import org.criumatrix.cell.Conversation;
import org.criumatrix.cell.Conversation.Part;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/**
 * Row "containers", with a kernel of the container's own: the engine saves that kernel as a whole,
 * and no CRIU takes part.
 */
@Row(value = "containers", cost = 15)
class ContainersOwnKernelScenario {

  /** A job with few steps and long pauses, see {@link ContainersScenario}. */
  private static final String[] LASTING = {"--count", "1000", "--pace", "20000"};

  /** A job that calls its server; the server only answers. */
  private static final Conversation QUIET =
      Conversation.between(
          new Part("talk", List.of("--serve", "--count", "1000")),
          new Part("talk", List.of("--call", "--count", "1000", "--pace", "20000")));

  /** Locks, and a file without a name, are a part of the kernel that is saved. */
  @Case(
      value = "{runsc}-outside-{locked-file,deleted-file}",
      about = "A program in a %1 container %2; %1 needs no option for that.",
      words = "locked-file=holds file locks; deleted-file=writes to a file without a name",
      runtime = "%1*",
      privilege = "root")
  void withoutOption(Rig rig, String engine, String workload) {
    carriesOver(rig, "engine", workload);
  }

  /** A connection within the container is a part of its kernel. */
  @Case(
      value = "{runsc}-outside-tcp-inside",
      about =
          "A parent and its child in a %1 container have a TCP connection; %1 needs no option for that.",
      runtime = "%1*",
      privilege = "root")
  void connectedInside(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var subject = rig.start("object", "--object", "tcp-parent-and-child");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** What the program writes goes to its image and not to a layer that is saved, too. */
  @Case(
      value = "{runsc}-outside-without-layer",
      about =
          "A program appends to a file of a %1 container's image itself, without a layer above it.",
      runtime = "%1*",
      privilege = "root")
  void withoutLayer(Rig rig, String engine) {
    carriesOver(rig, "engine-without-layer", "append-records");
  }

  /**
   * A file without a name is on a volume.
   *
   * <p>If this works, look whether the fix is in the container's own kernel, {@code
   * pkg/sentry/fsimpl/gofer}.
   */
  @Case(
      value = "{runsc}-outside-volume-deleted-file",
      about = "A program in a %1 container writes to a file on a volume that has no name any more.",
      runtime = "%1*",
      privilege = "root")
  void volumeDeletedFile(Rig rig, String engine) {
    rig.volume();
    carriesOver(rig, "engine", "deleted-file");
  }

  /** The container uses its host's sockets. */
  @Case(
      value = "{runsc}-outside-host-network",
      about = "A program in a %1 container may use the network of its host.",
      runtime = "%1*",
      privilege = "root")
  void hostNetwork(Rig rig, String engine) {
    rig.checkpointsBy("engine-host-network");
    // Steps that are close together show soon that a refused dump did no harm.
    var subject = rig.start("simple-c", "--count", "2000", "--pace", "5000");
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** The network is the one that the engine makes if no option says otherwise. */
  @Case(
      value = "{runsc}-outside-plain-network",
      about = "A program in a %1 container runs on the network that %1 makes without an option.",
      runtime = "%1*",
      privilege = "root")
  void plainNetwork(Rig rig, String engine) {
    rig.network();
    carriesOver(rig, "engine-plain-network", "simple-c");
  }

  /**
   * The container is on a network that its kernel serves. Where runsc would not start, the suite
   * hides the kernel's settings from it, see {@link #plainNetwork}.
   */
  @Case(
      value = "{runsc}-outside-network",
      about = "A program without a connection runs in a %1 container that is on a network.",
      runtime = "%1*",
      privilege = "root")
  void network(Rig rig, String engine) {
    rig.network();
    carriesOver(rig, "engine", "simple-c");
  }

  /** A job is connected to its server, which is not checkpointed. */
  @Case(
      value = "{runsc}-outside-tcp",
      about = "A client in a %1 container is connected to a server outside; %1 checkpoints it.",
      runtime = "%1*",
      privilege = "root")
  void connectedOutside(Rig rig, String engine) {
    rig.checkpointsBy("engine");
    var talk = rig.talkOutwards(QUIET, "client");
    rig.restore(rig.dump(talk.client()));
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
  }

  private static void carriesOver(Rig rig, String way, String workload) {
    rig.checkpointsBy(way);
    var subject = rig.start(workload, LASTING);
    rig.restore(rig.dump(subject));
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }
}
