package org.criumatrix.query;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.criumatrix.query.QueryCell.Origin;
import org.criumatrix.record.Attempts;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.situation.Situations;

/** The cells of runs as queries look at them. */
public final class RunCells {

  private static final List<String> MACHINE_FACTS = List.of("processor", "distribution");

  private RunCells() {}

  /**
   * Returns one cell for each cell of each run. If an attempt is not as expected, that one is
   * returned. Of several copies of a run only the most complete one counts.
   */
  public static List<QueryCell> of(Collection<Run> runs) {
    var byId = new LinkedHashMap<String, Run>();
    runs.forEach(
        run -> byId.merge(id(run), run, (a, b) -> b.records().size() > a.records().size() ? b : a));
    var cells = new ArrayList<QueryCell>();
    byId.forEach((id, run) -> cells.addAll(cells(id, run)));
    return List.copyOf(cells);
  }

  /** A run that was cut off before it had provenance is called by its place. */
  private static String id(Run run) {
    return run.info().map(i -> RunId.of(i).text()).orElseGet(() -> run.place().toString());
  }

  private static List<QueryCell> cells(String id, Run run) {
    var attempts = Attempts.last(run.records());
    var counts = attempts.stream().collect(groupingBy(CellRecord::id, counting()));
    var missing =
        run.info().stream().flatMap(i -> i.notRun().stream()).map(NotRun::toRecord).toList();
    return Stream.concat(Attempts.worst(attempts).stream(), missing.stream())
        .map(r -> cell(r, origin(id, run, r), counts.getOrDefault(r.id(), 0L).intValue()))
        .toList();
  }

  private static Origin origin(String id, Run run, CellRecord record) {
    return origin(id, run.info().map(i -> facts(i, record.host())).orElse(Map.of()));
  }

  /**
   * Returns a cell.
   *
   * @param info the provenance of its run
   * @param attempts how often the run tried it
   */
  public static QueryCell of(CellRecord record, RunInfo info, int attempts) {
    return cell(record, origin(RunId.of(info).text(), facts(info, record.host())), attempts);
  }

  private static QueryCell cell(CellRecord record, Origin origin, int attempts) {
    var situations = Situations.read();
    return new QueryCell(
        record,
        origin,
        attempts,
        situations.of(record.caseId()).orElse(null),
        situations.of(record.caseId()).map(s -> situations.role(record.caseId())).orElse(null));
  }

  private static Origin origin(String id, Map<String, String> facts) {
    return new Origin(
        id,
        facts.getOrDefault("machine", ""),
        MACHINE_FACTS.stream().map(facts::get).filter(Objects::nonNull).toList());
  }

  private static Map<String, String> facts(RunInfo info, String host) {
    return info.hosts().getOrDefault(host, info.hosts().getOrDefault("local", Map.of()));
  }
}
