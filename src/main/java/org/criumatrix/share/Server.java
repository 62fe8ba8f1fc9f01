package org.criumatrix.share;

import java.time.Duration;
import java.util.List;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;

/** A server for a folder, which can be stopped and started again. */
public final class Server {

  private static final Duration LIMIT = Duration.ofSeconds(20);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);

  private final Host host;
  private final String address;
  private final int port;
  private final String folder;
  private final Command program;
  private int session;

  /**
   * @param program listens on the port when it is ready, and leads a session with all its processes
   */
  Server(Host host, String address, int port, String folder, Command program) {
    this.host = host;
    this.address = address;
    this.port = port;
    this.folder = folder;
    this.program = program.within(Duration.ZERO);
    start();
  }

  String address() {
    return address;
  }

  int port() {
    return port;
  }

  String folder() {
    return folder;
  }

  /** Kills the server without a warning, and starts another in its place. */
  public void restart() {
    stop();
    start();
  }

  private void start() {
    session = host.start(program).pid();
    host.await(
        "a server at port " + port,
        LIMIT,
        POLL_INTERVAL,
        () -> listens() || processes().isEmpty(),
        yes -> yes);
    if (!listens()) {
      throw new HostException(program + " serves nothing at port " + port);
    }
  }

  private boolean listens() {
    var filter = List.of("ss", "-Hltn", "sport", "=", ":" + port);
    return !host.execChecked(Command.of(filter)).stdout().isBlank();
  }

  /** Stops the server; its files stay. */
  public void stop() {
    host.await("the end of a server", LIMIT, POLL_INTERVAL, this::killed, List::isEmpty)
        .orThrow(HostException::new);
  }

  /**
   * Kills the server's processes.
   *
   * @return the processes that were still there
   */
  private List<HostProcess> killed() {
    var left = processes();
    left.forEach(p -> host.exec(Command.of("kill", "-KILL", String.valueOf(p.pid()))));
    return left;
  }

  private List<HostProcess> processes() {
    return host.processes().stream().filter(p -> p.session() == session).toList();
  }
}
