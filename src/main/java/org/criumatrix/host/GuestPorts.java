package org.criumatrix.host;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A virtual machine that is reached through its serial ports. Each port has a socket on this
 * machine and a device of the same name there. On the first one an agent waits from the beginning,
 * which runs commands; each other one serves an agent that it starts.
 */
public final class GuestPorts extends Transport implements AutoCloseable {

  /** The agent's program in the machine's root. */
  public static final String AGENT = "/sbin/criu-matrix-agent";

  private static final String DEVICES = "/dev/virtio-ports/";

  /** The limit for the emulator to make its sockets. */
  private static final Duration CONNECTION = Duration.ofSeconds(20);

  private static final int SIGKILL = 9;

  private final AgentHost machine;
  private final List<Path> sockets;
  private final BlockingQueue<Integer> free = new LinkedBlockingQueue<>();

  private GuestPorts(AgentHost machine, List<Path> sockets) {
    this.machine = machine;
    this.sockets = sockets;
    for (var port = 1; port < sockets.size(); port++) {
      free.add(port);
    }
  }

  /**
   * Connects to a machine that has started.
   *
   * @param sockets of its ports, in their order
   * @param timeoutFactor the factor by which everything takes longer there than usual
   */
  public static GuestPorts connect(String name, List<Path> sockets, int timeoutFactor) {
    var wire = wire(name, sockets.get(0));
    var link = new AgentLink(name, wire.in(), wire, wire::cut);
    var machine = new AgentHost(link, Namespaces.HOME, 0, limit -> {});
    machine.setTimeoutFactor(timeoutFactor);
    machine.setAnswerLimit(AgentHost.PROMPT.multipliedBy(timeoutFactor));
    try {
      machine.processes();
    } catch (HostException e) {
      link.close();
      throw e;
    }
    return new GuestPorts(machine, sockets);
  }

  private static SocketConnection wire(String name, Path socket) {
    return SocketConnection.to(socket, CONNECTION)
        .orElseThrow(() -> new HostException(name + " has no port at " + socket));
  }

  /** Returns the name of a port, which is that of its device. */
  public static String port(int number) {
    return "criu-matrix." + number;
  }

  @Override
  public LocalCommand.Result run(Duration limit, List<String> argv) {
    var command = Command.of(argv).within(limit);
    var exit = machine.exec(command);
    if (exit.timedOut()) {
      throw new HostException("still running after " + limit.toSeconds() + " s: " + command);
    }
    return new LocalCommand.Result(
        exit.signal() == 0 ? exit.code() : 128 + exit.signal(), exit.stdout(), exit.stderr());
  }

  @Override
  AgentHost agent(
      String name, String home, List<String> argv, Runnable meanwhile, Runnable afterwards) {
    Integer port = free.poll();
    if (port == null) {
      throw new HostException(
          "%s has no free port: %d hosts are open".formatted(name, sockets.size() - 1));
    }
    SocketConnection wire;
    Running leading;
    try {
      wire = wire(name, sockets.get(port));
      leading = leading(wire, port, argv);
    } catch (HostException e) {
      free.add(port);
      throw e;
    }
    // The longest free port is used next: nothing there has it open.
    leading.exit().thenRun(() -> free.add(port));
    leading.exit().whenComplete((exit, problem) -> wire.cut());
    var host =
        new AgentHost(
            new AgentLink(name, wire.in(), wire, wire::cut),
            home,
            0,
            limit -> {
              meanwhile.run();
              awaitEnd(leading, limit);
              afterwards.run();
            });
    // The agent answers when the host is made, which takes an emulated machine much longer.
    host.setAnswerLimit(AgentHost.PROMPT.multipliedBy(leading.timeoutFactor()));
    try {
      host.processes();
    } catch (HostException e) {
      host.close();
      throw new HostException("no agent on %s: %s".formatted(name, complaint(leading, e)), e);
    }
    return host;
  }

  private Running leading(SocketConnection wire, int port, List<String> argv) {
    var words = new ArrayList<>(List.of(AGENT, DEVICES + port(port)));
    words.addAll(argv);
    try {
      return machine.start(Command.of(words).within(Duration.ZERO));
    } catch (HostException e) {
      wire.cut();
      throw e;
    }
  }

  private static String complaint(Running leading, HostException otherwise) {
    var ended = leading.exit().isDone() && !leading.exit().isCompletedExceptionally();
    var said = ended ? leading.exit().join().stderr().strip() : "";
    return said.isEmpty() ? otherwise.getMessage() : said;
  }

  /**
   * Waits for the end of a host's first process, which ends with its connection. Where the machine
   * is lost there is nothing to wait for.
   */
  private void awaitEnd(Running leading, Duration limit) {
    try {
      leading.exit().get(limit.toMillis() * leading.timeoutFactor(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      machine.killIfThere(leading.pid(), SIGKILL);
    } catch (ExecutionException e) {
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      machine.killIfThere(leading.pid(), SIGKILL);
    }
  }

  /** Ends the connection; the agents of all hosts there end. */
  @Override
  public void close() {
    machine.close();
  }
}
