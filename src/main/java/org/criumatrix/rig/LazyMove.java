package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Continuation;
import org.criumatrix.cell.Features;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Placement;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Await;
import org.criumatrix.host.Command;
import org.criumatrix.host.Facts;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Subject;

/**
 * A move by lazy pages: the process continues on the second host while the CRIU that dumped it
 * still has its pages. Pages that the process touches are sent first.
 */
record LazyMove(Checkpoints checkpoints, Continuation continuation, Waits waits) {

  private static final String LAZY = "--lazy-pages";
  private static final String PIPE_LIMIT = "/proc/sys/fs/pipe-max-size";
  private static final long PIPE = 4L << 20;
  private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

  /** Returns why such a move is impossible; empty when it is possible. */
  static Optional<String> unavailable(RuntimeContext from, RuntimeContext to) {
    return Features.unavailable(to, "uffd-noncoop").or(() -> noLargePipe(from));
  }

  /**
   * Checks the pipe size limit. CRIU serves pages through a pipe of 4 MiB and ignores the error
   * when it does not get one. Its later error is a bad file descriptor (pipe_read_dest_init in
   * page-pipe.c).
   */
  private static Optional<String> noLargePipe(RuntimeContext from) {
    var limit = new String(from.host().read(PIPE_LIMIT), StandardCharsets.US_ASCII).strip();
    return Long.parseLong(limit) < PIPE && !from.host().facts().has(Facts.CAP_SYS_RESOURCE)
        ? Optional.of(
            "CRIU serves pages through a pipe of 4 MiB, which root without CAP_SYS_RESOURCE may not"
                + " have: %s is %s".formatted(PIPE_LIMIT, limit))
        : Optional.empty();
  }

  /**
   * Moves a subject.
   *
   * @param from where it runs
   * @param moveImages moves images and files to the second host
   */
  void run(
      Subject subject,
      Placement from,
      RuntimeContext to,
      List<String> options,
      Consumer<Images> moveImages) {
    checkpoints.look(subject, options);
    checkpoints.stopwatch().enter(Phase.DUMP);
    var host = subject.host();
    var tree = subject.tree();
    var start = Checkpoints.startOf(subject);
    var folder = checkpoints.folder(from);
    // The dump ends when the other side has every page.
    var dump = startDump(subject, from, folder, options);
    try {
      Await.until(
          "a page server",
          waits.start(),
          POLL_INTERVAL,
          () -> dump.isDone() || PageServer.listens(from.context()),
          yes -> yes);
      if (dump.isDone()) {
        Checkpoints.requireSuccess(Phase.DUMP, dump.join());
      }
      var images = new Images(folder, subject, tree, subject.steps(), start);
      moveImages.accept(images);
      if (dump.isDone()) {
        // No process is left to serve pages: the restored one must continue without them.
        restore(images, options);
      } else {
        restoreFetching(from.context(), to, images, options);
      }
    } catch (PhaseFailure e) {
      hangUp(from.context(), to);
      throw e;
    } finally {
      checkpoints.remember(dump.join());
    }
    Checkpoints.requireSuccess(Phase.DUMP, dump.join());
    checkpoints.awaitGone(host, tree);
  }

  private CompletableFuture<CriuCall> startDump(
      Subject subject, Placement from, String folder, List<String> options) {
    var words = Stream.of(options, List.of(LAZY), PageServer.address(from.context()));
    var all = checkpoints.forDump(words.flatMap(List::stream).toList());
    return CompletableFuture.supplyAsync(
        () -> from.runtime().dump(from.context(), subject, folder, all));
  }

  private void restore(Images images, List<String> options) {
    checkpoints.restore(List.of(images), Stream.concat(options.stream(), Stream.of(LAZY)).toList());
    continuation.awaitProgress(List.of(images));
  }

  private void restoreFetching(
      RuntimeContext from, RuntimeContext to, Images images, List<String> options) {
    checkpoints.stopwatch().enter(Phase.RESTORE);
    var pages = Background.start(to, "lazy-pages", images.folder(), PageServer.options(from));
    try {
      pages.awaitReady(Phase.RESTORE, waits.start(), () -> hasSocket(to, images));
      restore(images, options);
    } catch (PhaseFailure e) {
      pages.kill();
      throw e;
    } finally {
      checkpoints.remember(pages.call());
    }
    Checkpoints.requireSuccess(Phase.RESTORE, pages.call());
  }

  /** Ends a page server that waits for a client, by connecting and disconnecting. */
  private static void hangUp(RuntimeContext from, RuntimeContext to) {
    if (PageServer.listens(from)) {
      var call = "exec 3<>\"/dev/tcp/$0/$1\"";
      var words = Stream.of("bash", "-c", call, PageServer.host(from), PageServer.PORT);
      to.host().exec(Command.of(words.toList()));
    }
  }

  /**
   * Returns whether the socket exists by which a restore passes its memory to the lazy-pages
   * daemon.
   */
  private static boolean hasSocket(RuntimeContext to, Images images) {
    var socket = images.folder() + "/lazy-pages.socket";
    return to.host().exec(Command.of("test", "-S", socket)).succeeded();
  }
}
