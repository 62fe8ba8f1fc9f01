package org.criumatrix.vm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.Namespaces;
import org.criumatrix.host.PeerHost;

/**
 * Hosts on one virtual machine: namespaces, as on this machine, so that each cell finds the machine
 * unchanged. The machine is started for the first host, and replaced when it fails.
 */
final class GuestHosts implements HostKind {

  /**
   * The factor for emulated machines, on which everything except waiting takes ten to a hundred
   * times as long.
   */
  private static final int EMULATION_FACTOR = 10;

  /** Microseconds between two steps of a workload, so that it runs longer than a dump takes. */
  private static final String PACE = "30000";

  /** Steps of LAMMPS, which computes without pauses: a thousand would take minutes. */
  private static final String STEPS = "60";

  private final String name;
  private final MachineLine line;
  private final Works works;
  private final Consumer<String> notes;
  private Optional<String> trouble;
  private Guest guest;
  private String lastConsole = "";

  /**
   * @param name on the host axis
   */
  GuestHosts(String name, MachineLine line, Works works, Consumer<String> notes) {
    this.name = name;
    this.line = line;
    this.works = works;
    this.notes = notes;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Architecture architecture() {
    return line.architecture();
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
    var refusal = works.unavailable();
    if (refusal.isPresent()) {
      return refusal;
    }
    try {
      works.build(line, notes);
      bringUp();
      return Optional.empty();
    } catch (HostException
        | UncheckedIOException
        | LocalCommand.TimedOut
        | Distributions.Missing e) {
      return Optional.of(name() + " cannot be brought up: " + e.getMessage());
    }
  }

  private void bringUp() {
    if (guest != null) {
      return;
    }
    var began = System.nanoTime();
    FreeMemory.mustHave(name(), works.memory(), meminfo());
    guest = works.start(name, line, timeoutFactor(), notes);
    var ms = (System.nanoTime() - began) / 1_000_000;
    notes.accept("%s is up, after %.1f s".formatted(name(), ms / 1000.0));
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
      if (guest == null || guest.answers()) {
        throw e;
      }
      notes.accept("%s is replaced: %s".formatted(name(), e.getMessage()));
      end();
      return prepared(folders, opening);
    }
  }

  private <T> T prepared(Map<String, Path> folders, Supplier<T> opening) {
    bringUp();
    guest.put(works.agent(line.architecture()).getParent());
    folders.values().forEach(guest::put);
    return opening.get();
  }

  /** Returns the namespaces of the machine, which must be up. */
  Namespaces namespaces() {
    var environment = new TreeMap<>(line.environment());
    if (works.emulates(line)) {
      environment.put("WORKLOAD_PACE", PACE);
      environment.put("WORKLOAD_STEPS", STEPS);
    }
    return new Namespaces(
        name(),
        works.agent(line.architecture()).toString(),
        environment,
        timeoutFactor(),
        guest.way());
  }

  @Override
  public int timeoutFactor() {
    return works.emulates(line) ? EMULATION_FACTOR : 1;
  }

  @Override
  public synchronized void failed(Path evidence) {
    try {
      if (guest != null && !guest.answers()) {
        notes.accept(name() + " gives no answer any more, and is ended");
        end();
      }
    } finally {
      keepConsole(evidence);
    }
  }

  /**
   * Keeps the consoles of the machine and of the one before it: cells of several lanes were on that
   * one when it failed, and one of them has replaced it.
   */
  private void keepConsole(Path into) {
    var consoles = lastConsole + (guest == null ? "" : guest.console());
    if (consoles.isEmpty()) {
      return;
    }
    try {
      Files.createDirectories(into);
      Files.writeString(into.resolve(line.name() + "-console.log"), consoles);
    } catch (IOException e) {
      throw new HostException("the console's log cannot be kept: " + e.getMessage(), e);
    }
  }

  private void end() {
    var ended = guest;
    guest = null;
    try {
      lastConsole = "%s%n--- the end of this machine ---%n".formatted(ended.console());
    } finally {
      ended.end();
    }
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    var needed = new TreeMap<>(folders);
    needed.put("distribution", distribution);
    return onHealthyMachine(needed, () -> namespaces().openIn(distribution, folders));
  }

  @Override
  public Optional<String> distributionsUnavailable() {
    return line.architecture().isHere()
        ? Optional.empty()
        : Optional.of(
            "roots with engines are made of packages for %s, and this machine is %s"
                .formatted(Architecture.here().name(), line.architecture().name()));
  }

  @Override
  public Optional<String> pairUnavailable() {
    return Optional.empty();
  }
}
