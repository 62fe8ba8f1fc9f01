package org.criumatrix.scenario;

import org.criumatrix.cell.Conversation;
import org.criumatrix.junit.Case;
import org.criumatrix.junit.Row;
import org.criumatrix.rig.Rig;

/** Row "network", on one host: Unix sockets and event loops. */
@Row(value = "network", cost = 2)
class NetworkLocalScenario {

  /** What the kinds of Unix sockets are called. */
  private static final String KINDS = "dgram=datagram";

  private static final String EXTERNAL = "--ext-unix-sk";

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
      words = {NetworkWords.ENDS, KINDS})
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
      words = {NetworkWords.ENDS, KINDS})
  void unixOutsideWithoutFlag(Rig rig, String kind, String dumped) {
    var talk = rig.talk(Conversation.over("unix-" + kind));
    talk.ends(dumped)
        .forEach(
            end -> rig.refusesToDump(end, "External socket is used. Consider using --ext-unix-sk"));
    rig.finish(talk).hasTheAnswersOfAnUninterruptedRun();
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
