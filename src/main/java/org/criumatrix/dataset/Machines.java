package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.HostName;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.record.RunInfo;

/** The machines of all runs that are joined. */
final class Machines {

  private static final String LOCAL = "local";
  private static final String UNKNOWN = "unknown";
  private static final int DIGITS = 8;

  /** Facts that are fields of a machine, or change with every boot. */
  private static final Set<String> FIELDS =
      Set.of("machine", "distribution", "processor", "capabilities", "root");

  private final Map<String, MachineEntry> byId = new TreeMap<>();
  private final Map<String, Set<String>> runs = new TreeMap<>();

  /**
   * Returns the host with the facts of a cell's machine: hosts that are roots, containers and jobs
   * are on the local machine, and of a pair the first one dumps.
   */
  static String host(String host, RunInfo info) {
    if (info.hosts().containsKey(host) && isMachine(host)) {
      return host;
    }
    var first = host.replaceFirst("\\+.*", "");
    return HostName.isVirtual(host) ? first : LOCAL;
  }

  /** Whether a host with facts is a machine. A user land is a folder of one. */
  static boolean isMachine(String host) {
    return !host.startsWith(Cell.USERLAND);
  }

  /**
   * Adds the machines of a run.
   *
   * @return host → id of its machine
   */
  Map<String, String> add(
      String run, RunInfo info, Set<String> hosts, UnaryOperator<String> redact) {
    var ids = new TreeMap<String, String>();
    for (var host : hosts) {
      var machine = entry(host, info.hosts().getOrDefault(host, Map.of()), redact);
      byId.put(machine.id(), machine);
      runs.computeIfAbsent(machine.id(), m -> new LinkedHashSet<>()).add(run);
      ids.put(host, machine.id());
    }
    return ids;
  }

  private static MachineEntry entry(
      String host, Map<String, String> facts, UnaryOperator<String> redact) {
    var kind = HostName.isVirtual(host) ? "virtual machine" : "machine";
    var architecture = facts.getOrDefault("machine", UNKNOWN);
    var distribution = redact.apply(facts.getOrDefault("distribution", UNKNOWN));
    var processor = redact.apply(facts.getOrDefault("processor", UNKNOWN));
    var lacks = RootLacks.of(facts);
    var others = new TreeMap<String, String>();
    facts.forEach(
        (fact, value) -> {
          if (!FIELDS.contains(fact)) {
            others.put(redact.apply(fact), redact.apply(value));
          }
        });
    var id =
        Sha256.of(String.join("\n", kind, architecture, distribution, processor, "" + lacks))
            .substring(0, DIGITS);
    return new MachineEntry(
        id, kind, architecture, distribution, processor, lacks, others, List.of());
  }

  /** Returns all of them by id. */
  List<MachineEntry> entries() {
    var all = new ArrayList<MachineEntry>();
    byId.forEach(
        (id, m) ->
            all.add(
                new MachineEntry(
                    id,
                    m.kind(),
                    m.architecture(),
                    m.distribution(),
                    m.processor(),
                    m.rootLacks(),
                    m.facts(),
                    List.copyOf(runs.get(id)))));
    return List.copyOf(all);
  }
}
