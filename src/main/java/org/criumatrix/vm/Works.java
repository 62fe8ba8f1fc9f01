package org.criumatrix.vm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostException;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalHosts;

/** What makes all machines of a run: their emulator, kernels, user land, templates and disks. */
class Works implements AutoCloseable {

  private static final Duration BUILD = Duration.ofMinutes(30);

  /** An emulated kernel that hangs is given up long before. */
  private static final Duration PROBE = Duration.ofSeconds(60);

  private final Path project;
  private final Function<Architecture, Path> agents;
  private final Machines.Options options;
  private final Distributions distributions;
  private final Room room;
  private final Scratch scratch;
  private final Disks disks;
  private final Map<List<Object>, Template> templates = new ConcurrentHashMap<>();
  private volatile Boolean accelerated;

  /**
   * @param project the folder with {@code box/}
   * @param agents the agent's program for each architecture
   */
  Works(
      Path project,
      Function<Architecture, Path> agents,
      Machines.Options options,
      Distributions distributions) {
    this.project = project.toAbsolutePath();
    this.agents = agents;
    this.options = options;
    this.distributions = distributions;
    var folder = options.cache().toAbsolutePath().resolve("machines");
    this.scratch = new Scratch(folder);
    this.room = new Room(LocalHosts.with(agent(Architecture.here()), folder), scratch);
    this.disks = new Disks(scratch);
  }

  Path agent(Architecture architecture) {
    return agents.apply(architecture).toAbsolutePath();
  }

  int memory() {
    return options.memory();
  }

  /** Returns why there are no machines. */
  Optional<String> unavailable() {
    return LocalHosts.isRoot()
        ? Optional.empty()
        : Optional.of("a virtual machine's private network needs root");
  }

  /**
   * Builds a machine's kernel and the user land, if they do not exist, and fetches the emulator.
   *
   * @throws Distributions.Missing if there is no emulator
   */
  void build(MachineLine line, Consumer<String> notes) throws Distributions.Missing {
    var argv = new ArrayList<>(List.of(project.resolve("box/build").toString()));
    argv.addAll(options.build());
    argv.add(line.kernel());
    var built = LocalCommand.run(BUILD, options.environment(), argv, notes);
    if (!built.succeeded()) {
      throw new HostException(built.stderr().lines().reduce("", (before, last) -> last));
    }
    emulator(Platform.of(line.architecture()));
    if (line.architecture().isHere()) {
      probe();
    }
  }

  private Emulator emulator(Platform platform) throws Distributions.Missing {
    return new Emulator(distributions.root(platform.root()));
  }

  /**
   * Finds out whether a kernel really starts without emulation, once for a kernel of this machine.
   */
  private synchronized void probe() throws Distributions.Missing {
    if (accelerated == null) {
      var argv = new ArrayList<>(List.of("sh", project.resolve("box/lib/driver").toString()));
      var platform = Platform.of(Architecture.here());
      argv.addAll(emulator(platform).command(platform.program()));
      argv.addAll(emulator(platform).firmware());
      var said = LocalCommand.run(PROBE, options.environment(), argv);
      accelerated = said.stdout().strip().equals("kvm");
    }
  }

  /** Returns whether a machine's processors are emulated, and so slow. */
  boolean emulates(MachineLine line) {
    return !line.architecture().isHere() || Boolean.FALSE.equals(accelerated);
  }

  /** Starts a machine whose parts were built. */
  Guest start(String name, MachineLine line, int timeoutFactor, Consumer<String> notes) {
    var template =
        templates.computeIfAbsent(List.of(line.kernel(), line.processor()), k -> template(line));
    template.make(notes);
    Guest guest;
    try {
      guest = Guest.start(name, template, room, disks, timeoutFactor);
    } catch (HostException e) {
      if (!template.discard()) {
        throw e;
      }
      notes.accept("%s is saved anew: %s".formatted(name, e.getMessage()));
      template.make(notes);
      guest = Guest.start(name, template, room, disks, timeoutFactor);
    }
    template.worked();
    return guest;
  }

  private Template template(MachineLine line) {
    var platform = Platform.of(line.architecture());
    var model =
        line.processor().equals(MachineLine.MAXIMUM) ? platform.maximum() : line.processor();
    var hardware =
        new Hardware(platform, options.cores(), options.memory(), model, !emulates(line));
    try {
      return new Template(
          options.cache(),
          line.kernel(),
          agent(line.architecture()),
          hardware,
          emulator(platform),
          room);
    } catch (Distributions.Missing e) {
      throw new HostException(e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      room.close();
    } finally {
      scratch.close();
    }
  }
}
