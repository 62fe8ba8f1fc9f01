package org.criumatrix.vm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.NestedHost;
import org.criumatrix.host.Running;

/**
 * The namespaces in which the emulators of all machines run, with a network that leads nowhere.
 * Everything in it ends with it, and with this JVM, even if that is killed.
 */
final class Room implements AutoCloseable {

  /** The network of all machines; pairs have VLANs in it. */
  private static final String BRIDGE = "machines";

  /** The limit for the end of an emulator that was killed, or has to end by itself. */
  private static final Duration END = Duration.ofSeconds(30);

  private static final int SIGKILL = 9;

  private final HostKind local;
  private final Scratch scratch;
  private final boolean apart;
  private final AtomicInteger machines = new AtomicInteger();
  private Host host;
  private boolean closed;

  /**
   * @param local this machine
   * @param scratch for what machines write to their disks
   */
  Room(HostKind local, Scratch scratch) {
    this(local, scratch, true);
  }

  /**
   * Creates a room like the other constructor; for tests.
   *
   * @param apart whether there are namespaces and a network, for which root is needed
   */
  Room(HostKind local, Scratch scratch, boolean apart) {
    this.local = local;
    this.scratch = scratch;
    this.apart = apart;
  }

  /** Returns the host, a new one if the last one is lost with all its machines. */
  private synchronized Host host() {
    if (closed) {
      throw new HostException("no machine starts any more: the run ends");
    }
    if (host != null && host.isLost()) {
      host.close();
      host = null;
    }
    if (host == null) {
      host = opened();
    }
    return host;
  }

  private Host opened() {
    var made = local.open(Map.of());
    if (apart) {
      try {
        made.execChecked(Command.of("ip", "link", "add", BRIDGE, "type", "bridge"));
        made.execChecked(Command.of("ip", "link", "set", BRIDGE, "up"));
      } catch (HostException e) {
        made.close();
        throw e;
      }
    }
    return made;
  }

  /** Returns a new number for a machine: no other of this run has it. */
  int number() {
    return machines.incrementAndGet();
  }

  /** Makes a new folder for a machine's sockets. */
  String folder(int number) {
    var folder = host().home() + "/" + number;
    host().mkdir(folder, Host.Mode.PRIVATE);
    return folder;
  }

  /** Makes a network device for a machine. */
  String tap(int number) {
    var tap = "machine" + number;
    if (!apart) {
      return tap;
    }
    for (var words :
        List.of(
            "ip tuntap add dev " + tap + " mode tap",
            "ip link set " + tap + " master " + BRIDGE + " up")) {
      host().execChecked(Command.of(words.split(" ")));
    }
    return tap;
  }

  private void remove(String tap) {
    if (apart) {
      host().execChecked(Command.of("ip", "link", "del", tap));
    }
  }

  /** Returns the path on this machine of a file in the room. */
  Path outside(String file) {
    return apart ? NestedHost.outside(host(), file) : Path.of(file);
  }

  /** Starts a program, which runs until it ends by itself, is killed, or the room ends. */
  Running start(List<String> argv) {
    var command = Command.of(argv).within(Duration.ZERO);
    return host().start(command.withEnv(Map.of("TMPDIR", scratch.folder().toString())));
  }

  /**
   * Ends a machine at once, with its network device. If the room is lost, or ends, so are they.
   *
   * @throws HostException if it does not end
   */
  void end(Running program, String tap) {
    var there = current();
    // In a new room, the number may be that of another machine.
    if (there.isPresent() && !program.exit().isDone()) {
      there.get().killIfThere(program.pid(), SIGKILL);
    }
    if (awaitEnd(program)) {
      remove(tap);
    }
  }

  private synchronized Optional<Host> current() {
    return Optional.ofNullable(host).filter(h -> !h.isLost());
  }

  String read(String file) {
    return new String(host().read(file), StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (host != null) {
      host.close();
      host = null;
    }
  }

  /** Returns a failure with what the program said, if it has ended. */
  static HostException explained(HostException failure, Running program) {
    if (!program.exit().isDone() || program.exit().isCompletedExceptionally()) {
      return failure;
    }
    var exit = program.exit().join();
    return new HostException(
        "%s; %s: %s".formatted(failure.getMessage(), exit.describe(), exit.stderr().strip()),
        failure);
  }

  /**
   * Waits until a program has ended.
   *
   * @return false if it has ended because the room is lost, or has ended
   */
  boolean awaitEnd(Running program) {
    try {
      program.exit().get(END.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException e) {
      return false;
    } catch (TimeoutException e) {
      throw new HostException("the emulator did not end within " + END.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new HostException("interrupted while waiting for the emulator's end", e);
    }
  }
}
