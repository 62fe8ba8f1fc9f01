package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.criumatrix.record.RunInfo;

/** Describes CRIU builds and kernels. */
final class AxisEntries {

  private static final Pattern SERIES = Pattern.compile("^\\d+\\.\\d+");

  private final Map<String, Set<BuildEntry.Program>> programs = new TreeMap<>();

  /** Adds the builds of a run. */
  void add(RunInfo info, RunContext run) {
    for (var build : info.criuBuilds()) {
      programs
          .computeIfAbsent(run.axis(build.version()), b -> new LinkedHashSet<>())
          .add(
              new BuildEntry.Program(
                  known(build.packageVersion(), run.redact()),
                  known(build.origin(), run.redact()),
                  known(build.sha256(), UnaryOperator.identity()),
                  known(build.gitId(), UnaryOperator.identity())));
    }
  }

  private static String known(String text, UnaryOperator<String> redact) {
    return text == null || text.isEmpty() ? null : redact.apply(text);
  }

  /** Returns the builds by id. */
  List<BuildEntry> builds(Collection<CellEntry> cells) {
    var tallies = Tallies.by(cells, c -> List.of(c.criu()));
    var ids = new TreeSet<>(tallies.keySet());
    ids.addAll(programs.keySet());
    return ids.stream()
        .map(
            id ->
                new BuildEntry(
                    id,
                    List.copyOf(programs.getOrDefault(id, Set.of())),
                    tallies.getOrDefault(id, Tallies.NONE)))
        .toList();
  }

  /** Returns the kernels by id. */
  static List<KernelEntry> kernels(Collection<CellEntry> cells) {
    var machines = new TreeMap<String, Set<String>>();
    cells.forEach(c -> machines.computeIfAbsent(c.kernel(), k -> new TreeSet<>()).add(c.machine()));
    var entries = new ArrayList<KernelEntry>();
    var tallies = Tallies.by(cells, c -> List.of(c.kernel()));
    machines.forEach(
        (id, all) ->
            entries.add(new KernelEntry(id, series(id), List.copyOf(all), tallies.get(id))));
    return List.copyOf(entries);
  }

  private static String series(String release) {
    var match = SERIES.matcher(release);
    return match.find() ? match.group() : release;
  }
}
