package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.criumatrix.distro.Distributions;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostKind;

/**
 * All virtual machines of {@code box/machines.csv}, each a kind of host, and the pairs of {@code
 * box/pairs.csv}.
 */
public final class Machines implements AutoCloseable {

  static final String PREFIX = "vm:";

  /** The part before a kernel's name: a machine that differs from others in its kernel alone. */
  static final String KERNEL = "kernel:";

  private final Works works;
  private final List<HostKind> kinds;
  private final AtomicInteger vlans = new AtomicInteger();

  /**
   * @param project the folder with {@code box/}
   * @param agents the agent's program for each architecture
   * @param distributions has the emulator
   */
  public Machines(
      Path project,
      Function<Architecture, Path> agents,
      Options options,
      Distributions distributions,
      Consumer<String> notes) {
    this.works = new Works(project, agents, options, distributions);
    var machines = new LinkedHashMap<String, GuestHosts>();
    for (var line : MachineLine.all(project)) {
      machines.put(line.name(), new GuestHosts(PREFIX + line.name(), line, works, notes));
    }
    var all = new ArrayList<HostKind>(machines.values());
    for (var line : MachineLine.ofKernels(project)) {
      all.add(new GuestHosts(KERNEL + line.name(), line, works, notes));
    }
    for (var pair : PairLine.all(project)) {
      all.add(new GuestPair(machines.get(pair.first()), machines.get(pair.second()), vlans));
    }
    this.kinds = List.copyOf(all);
  }

  /**
   * The user's options.
   *
   * @param cache the suite's cache, where boxes are built
   * @param memory MiB of each machine
   * @param cores cores of each machine
   * @param archive options of {@code box/build} that say where packages come from, and whether to
   *     look for new ones
   * @param fetch whether to fetch what is not in the cache
   */
  public record Options(Path cache, int memory, int cores, List<String> archive, boolean fetch) {

    /** Returns the environment for the scripts in {@code box/}. */
    Map<String, String> environment() {
      return Map.of("CRIU_MATRIX_CACHE", cache.toAbsolutePath().toString());
    }

    List<String> build() {
      var all = new ArrayList<>(archive);
      if (!fetch) {
        all.add("--offline");
      }
      return all;
    }
  }

  /** Returns a kind of host for each machine and pair; none is brought up before its first use. */
  public List<HostKind> kinds() {
    return kinds;
  }

  /** Returns the names in cell ids. */
  public static List<String> names(Path project) {
    return Stream.of(
            MachineLine.all(project).stream().map(line -> PREFIX + line.name()),
            MachineLine.ofKernels(project).stream().map(line -> KERNEL + line.name()),
            PairLine.all(project).stream().map(pair -> PREFIX + pair.name()))
        .flatMap(names -> names)
        .toList();
  }

  /**
   * Returns the names in cell ids of the machines of another architecture, named as Debian does.
   */
  public static List<String> foreign(Path project, String architecture) {
    return MachineLine.all(project).stream()
        .filter(line -> line.architecture().name().equals(architecture))
        .filter(line -> !line.architecture().isHere())
        .map(line -> PREFIX + line.name())
        .toList();
  }

  @Override
  public void close() {
    works.close();
  }
}
