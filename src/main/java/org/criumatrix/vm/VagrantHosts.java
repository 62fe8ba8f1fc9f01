package org.criumatrix.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.host.Namespaces;
import org.criumatrix.host.PeerHost;

/**
 * Hosts on one virtual machine: namespaces, as on this machine, so that each cell finds the machine
 * unchanged. The machine is brought up for the first host, and replaced when it fails.
 */
final class VagrantHosts implements HostKind {

  private static final Duration BUILD = Duration.ofMinutes(30);

  /**
   * The factor for emulated machines, on which everything except waiting takes ten to a hundred
   * times as long.
   */
  private static final int EMULATION_FACTOR = 10;

  /** Microseconds between two steps of a workload, so that it runs longer than a dump takes. */
  private static final String PACE = "30000";

  /** Steps of LAMMPS, which computes without pauses: a thousand would take minutes. */
  private static final String STEPS = "60";

  private final MachineLine line;
  private final Path agent;
  private final Machine machine;
  private final Room room;
  private final List<String> options;
  private final long memory;
  private final Consumer<String> notes;
  private Optional<String> trouble;

  /**
   * @param agent the agent's program here
   * @param options the user's options
   */
  VagrantHosts(
      MachineLine line, Path agent, Room room, Machines.Options options, Consumer<String> notes) {
    this.line = line;
    this.agent = agent.toAbsolutePath();
    this.machine = new Machine(line.name(), room);
    this.room = room;
    this.options = options.build();
    this.memory = options.memory();
    this.notes = notes;
  }

  @Override
  public String name() {
    return Machines.PREFIX + line.name();
  }

  /** Returns why there is no such machine, by bringing it up. */
  @Override
  public synchronized Optional<String> unavailable() {
    if (trouble == null) {
      trouble = tried();
    }
    return trouble;
  }

  private Optional<String> tried() {
    if (!LocalHosts.isRoot()) {
      return Optional.of("a virtual machine's private network needs root");
    }
    try {
      var words = new ArrayList<>(options);
      words.add(line.kernel());
      room.build(words, BUILD, notes);
      bringUp();
      return Optional.empty();
    } catch (HostException | UncheckedIOException | LocalCommand.TimedOut e) {
      return Optional.of(name() + " cannot be brought up: " + e.getMessage());
    }
  }

  private void bringUp() {
    var began = System.nanoTime();
    if (!machine.isUp()) {
      FreeMemory.mustHave(name(), memory, meminfo());
    }
    if (machine.bringUp()) {
      machine.put(agent);
      var seconds = (System.nanoTime() - began) / 1_000_000_000;
      notes.accept("%s is up, after %d s".formatted(name(), seconds));
    }
  }

  private static List<String> meminfo() {
    try {
      return Files.readAllLines(Path.of("/proc/meminfo"));
    } catch (IOException e) {
      throw new HostException("/proc/meminfo cannot be read", e);
    }
  }

  @Override
  public Host open(Map<String, Path> folders) {
    return onHealthyMachine(folders, () -> namespaces().open(folders));
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    return onHealthyMachine(folders, () -> namespaces().openPair(folders));
  }

  /** Opens hosts on the machine. A machine that has failed since its last use is replaced once. */
  synchronized <T> T onHealthyMachine(Map<String, Path> folders, Supplier<T> opening) {
    try {
      return prepared(folders, opening);
    } catch (HostException e) {
      if (machine.answers()) {
        throw e;
      }
      notes.accept("%s is replaced: %s".formatted(name(), e.getMessage()));
      machine.end();
      return prepared(folders, opening);
    }
  }

  private <T> T prepared(Map<String, Path> folders, Supplier<T> opening) {
    bringUp();
    folders.values().forEach(machine::put);
    return opening.get();
  }

  /** Returns the namespaces of the machine, which must be up. */
  Namespaces namespaces() {
    var environment = new TreeMap<>(line.environment());
    if (room.emulates()) {
      environment.put("WORKLOAD_PACE", PACE);
      environment.put("WORKLOAD_STEPS", STEPS);
    }
    return new Namespaces(name(), agent.toString(), environment, timeoutFactor(), machine);
  }

  @Override
  public int timeoutFactor() {
    return room.emulates() ? EMULATION_FACTOR : 1;
  }

  @Override
  public synchronized void failed(Path evidence) {
    machine.keepConsole(evidence);
    if (!machine.answers()) {
      notes.accept(name() + " gives no answer any more, and is ended");
      machine.end();
    }
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    var needed = new TreeMap<>(folders);
    needed.put("distribution", distribution);
    return onHealthyMachine(needed, () -> namespaces().openIn(distribution, folders));
  }

  @Override
  public Optional<String> pairUnavailable() {
    return Optional.empty();
  }
}
