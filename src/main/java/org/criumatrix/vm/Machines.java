package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.criumatrix.host.HostKind;

/**
 * All virtual machines of {@code box/machines.csv}, each a kind of host, and the pairs of {@code
 * box/pairs.csv}.
 */
public final class Machines implements AutoCloseable {

  static final String PREFIX = "vm:";

  private final Room room;
  private final List<HostKind> kinds;
  private final AtomicInteger vlans = new AtomicInteger();

  /**
   * @param project the folder with {@code Vagrantfile} and {@code box/}
   * @param agent the agent's program
   */
  public Machines(Path project, Path agent, Options options, Consumer<String> notes) {
    this.room = new Room(project, options.environment(), options.keep());
    var machines = new LinkedHashMap<String, VagrantHosts>();
    for (var line : MachineLine.all(project)) {
      machines.put(line.name(), new VagrantHosts(line, agent, room, options, notes));
    }
    var all = new ArrayList<HostKind>(machines.values());
    for (var pair : PairLine.all(project)) {
      all.add(new VagrantPair(machines.get(pair.first()), machines.get(pair.second()), vlans));
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
   * @param keep whether machines stay when the run ends
   */
  public record Options(
      Path cache, int memory, int cores, List<String> archive, boolean fetch, boolean keep) {

    /** Returns the environment for {@code Vagrantfile} and the scripts in {@code box/}. */
    Map<String, String> environment() {
      return Map.of(
          "CRIU_MATRIX_CACHE", cache.toAbsolutePath().toString(),
          "CRIU_MATRIX_VM_MEMORY", String.valueOf(memory),
          "CRIU_MATRIX_VM_CORES", String.valueOf(cores));
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
    return Stream.concat(
            MachineLine.all(project).stream().map(MachineLine::name),
            PairLine.all(project).stream().map(PairLine::name))
        .map(name -> PREFIX + name)
        .toList();
  }

  @Override
  public void close() {
    room.close();
  }
}
