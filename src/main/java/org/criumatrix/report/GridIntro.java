package org.criumatrix.report;

import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;

/** Says what a grid was made of. */
public final class GridIntro {

  private GridIntro() {}

  /**
   * @param infos of the runs that have provenance
   * @param records those in the grid
   */
  public static List<String> of(List<RunInfo> infos, Collection<CellRecord> records) {
    var runs =
        infos.isEmpty()
            ? "Runs without provenance."
            : "criu-matrix %s, %s."
                .formatted(
                    values(infos, RunInfo::suite),
                    span(infos.stream().map(i -> i.started().substring(0, 10)).sorted().toList()));
    var rows = new TreeMap<String, TreeSet<CaseId>>();
    records.forEach(r -> rows.computeIfAbsent(r.row(), row -> new TreeSet<>()).add(r.caseId()));
    var cases =
        "Number of cases: %d (%s); privileges: %s; runtimes: %s."
            .formatted(
                rows.values().stream().mapToInt(TreeSet::size).sum(),
                rows.entrySet().stream()
                    .map(e -> e.getKey() + " " + e.getValue().size())
                    .collect(Collectors.joining(", ")),
                values(records, CellRecord::privilege),
                values(records, CellRecord::runtime));
    return List.of(runs, cases);
  }

  private static String span(List<String> days) {
    var first = days.get(0);
    var last = days.get(days.size() - 1);
    return first.equals(last) ? first : first + " to " + last;
  }

  private static <T> String values(Collection<T> things, Function<T, String> value) {
    return things.stream().map(value).distinct().sorted().collect(Collectors.joining(", "));
  }
}
