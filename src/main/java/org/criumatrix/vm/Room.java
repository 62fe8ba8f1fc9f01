package org.criumatrix.vm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  private final HostKind local;
  private final Path scratch;
  private final AtomicInteger machines = new AtomicInteger();
  private Host host;

  /**
   * @param local this machine
   * @param scratch a folder on a disk, for what machines write to theirs
   */
  Room(HostKind local, Path scratch) {
    this.local = local;
    this.scratch = scratch;
  }

  private synchronized Host host() {
    if (host == null) {
      host = local.open(Map.of());
      host.execChecked(Command.of("ip", "link", "add", BRIDGE, "type", "bridge"));
      host.execChecked(Command.of("ip", "link", "set", BRIDGE, "up"));
    }
    return host;
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
    for (var words :
        List.of(
            "ip tuntap add dev " + tap + " mode tap",
            "ip link set " + tap + " master " + BRIDGE + " up")) {
      host().execChecked(Command.of(words.split(" ")));
    }
    return tap;
  }

  void remove(String tap) {
    host().execChecked(Command.of("ip", "link", "del", tap));
  }

  /** Returns the path on this machine of a file in the room. */
  Path outside(String file) {
    return NestedHost.outside(host(), file);
  }

  /** Starts a program, which runs until it ends by itself, is killed, or the room ends. */
  Running start(List<String> argv) {
    var command = Command.of(argv).within(Duration.ZERO);
    return host().start(command.withEnv(Map.of("TMPDIR", scratch.toString())));
  }

  void kill(Running program) {
    host().killIfThere(program.pid(), 9);
  }

  String read(String file) {
    return new String(host().read(file), java.nio.charset.StandardCharsets.UTF_8);
  }

  @Override
  public synchronized void close() {
    if (host != null) {
      host.close();
      host = null;
    }
  }

  /** Returns what a program said that has ended, for a message. */
  static String complaint(Running program) {
    if (!program.exit().isDone() || program.exit().isCompletedExceptionally()) {
      return "";
    }
    var exit = program.exit().join();
    return exit.describe() + ": " + exit.stderr().strip();
  }

  /** Waits until a program has ended. */
  static void awaitEnd(Running program, Duration limit) {
    var command = Command.of("the emulator").within(limit);
    if (!program.endsWithin(command, 1)) {
      throw new HostException("the emulator did not end within " + limit.toSeconds() + " s");
    }
  }
}
