package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Features;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Subject;

/**
 * A CRIU that serves pages on the host of a subject: it receives the memory of one dump, or hands
 * memory out while a subject continues.
 */
public final class LocalPageServer {

  private static final int SIGKILL = 9;

  /** The folder of the server, of which a cell has one. */
  private static final String RECEIVED = "received";

  private static final List<String> ADDRESS =
      List.of("--address", "127.0.0.1", "--port", PageServer.PORT);

  /** Starts a program with descriptor 9 on a file. */
  private static final List<String> WITH_FILE = List.of("sh", "-c", "exec 9>\"$0\"; exec \"$@\"");

  /** Waits for one connection, and starts a program with the socket as descriptor 3. */
  private static final List<String> ON_CONNECTION =
      List.of(
          "sh",
          "-c",
          "exec socat TCP-LISTEN:%s,bind=127.0.0.1,reuseaddr \"EXEC:$*,nofork,fdin=3,fdout=3\""
              .formatted(PageServer.PORT),
          "sh");

  private final CellEnvironment environment;
  private final Checkpoints checkpoints;
  private final Waits waits;
  private List<String> caller = List.of();
  private List<String> options = List.of();
  private List<String> clientOptions = List.of();

  LocalPageServer(CellEnvironment environment, Checkpoints checkpoints, Waits waits) {
    this.environment = environment;
    this.checkpoints = checkpoints;
    this.waits = waits;
  }

  /** Gives the server more options. */
  public LocalPageServer with(String... more) {
    options = plus(options, more);
    return this;
  }

  /** Gives the dump more options. */
  public LocalPageServer withClient(String... more) {
    clientOptions = plus(clientOptions, more);
    return this;
  }

  private static List<String> plus(List<String> some, String... more) {
    return Stream.concat(some.stream(), Arrays.stream(more)).toList();
  }

  /** Lets the server report on descriptor 9, a file, that it is ready. */
  public LocalPageServer reportingTo(String file) {
    caller = plus(WITH_FILE, file);
    return with("--status-fd", "9");
  }

  /** Dumps a subject whose memory goes to the server. */
  public Images dump(Subject subject) {
    return dump(subject, ADDRESS);
  }

  /** Dumps a subject whose memory goes to a server that was started for its connection. */
  public Images dumpToOneStartedOnConnection(Subject subject) {
    caller = ON_CONNECTION;
    return dump(subject, List.of("--ps-socket", "3"));
  }

  private Images dump(Subject subject, List<String> where) {
    var server = start("page-server", where);
    Images images;
    try {
      server.awaitReady(Phase.DUMP, waits.start(), () -> PageServer.listens(context()));
      images = checkpoints.dump(subject, List.of(), clientWords());
    } finally {
      checkpoints.remember(new PageServer(server).end());
    }
    return joined(images);
  }

  /** Moves what the server has received to the other images. */
  private Images joined(Images images) {
    var received = context().folder() + "/" + RECEIVED;
    var move = "mv -- \"$0\"/page*.img \"$1\"";
    context().host().exec(Command.of("sh", "-c", move, received, images.folder()));
    return images;
  }

  /** Dumps a subject whose memory goes to a server in the background, which CRIU has left. */
  public Images dumpToDaemon(Subject subject, String pidFile) {
    var words = Stream.of(ADDRESS, options, List.of("--daemon", "--pidfile", pidFile));
    var folder = context().mkdir(RECEIVED);
    var started =
        context().criu().call("page-server", folder, words.flatMap(List::stream).toList());
    checkpoints.remember(Checkpoints.requireSuccess(Phase.DUMP, started));
    var host = context().host();
    var pid = Integer.parseInt(new String(host.read(pidFile), StandardCharsets.US_ASCII).strip());
    try {
      var images = checkpoints.dump(subject, List.of(), clientWords());
      Waits.await(
          "the end of a page server",
          waits.settle(),
          () -> host.processes().stream().noneMatch(p -> p.pid() == pid),
          gone -> gone);
      return joined(images);
    } finally {
      host.killIfThere(pid, SIGKILL);
    }
  }

  private List<String> clientWords() {
    return Stream.of(List.of("--page-server"), ADDRESS, clientOptions)
        .flatMap(List::stream)
        .toList();
  }

  /** Starts a server in the folder of the next dump. */
  private Background start(String action, List<String> where) {
    var here = context();
    var words = new ArrayList<>(where);
    words.addAll(options);
    var with = here.withCriu(here.criu().under(caller));
    return Background.start(with, action, here.mkdir(RECEIVED), words);
  }

  private RuntimeContext context() {
    return environment.first();
  }

  /** Returns why no memory can be handed out page by page; empty if it can. */
  Optional<String> cannotBeLazy() {
    return Features.unavailable(context(), "uffd-noncoop");
  }

  /** Restores a subject that continues while its memory still comes from the images. */
  public CriuCall restoreLazily(Images images, String... restoreOptions) {
    CellEnvironment.requireAvailable(cannotBeLazy());
    var here = context();
    var with = here.withCriu(here.criu().under(caller));
    var daemon = Background.start(with, "lazy-pages", images.folder(), options);
    try {
      daemon.awaitReady(Phase.RESTORE, waits.start(), () -> hasSocket(images));
      var all = plus(Arrays.asList(restoreOptions), "--lazy-pages");
      checkpoints.restore(List.of(images), all);
    } catch (PhaseFailure e) {
      daemon.kill();
      throw e;
    } finally {
      if (!checkpoints.lastCall().exit().succeeded()) {
        daemon.kill();
      }
      checkpoints.remember(daemon.call());
    }
    return Checkpoints.requireSuccess(Phase.RESTORE, checkpoints.lastCall());
  }

  private boolean hasSocket(Images images) {
    var socket = images.folder() + "/lazy-pages.socket";
    return context().host().exec(Command.of("test", "-S", socket)).succeeded();
  }
}
