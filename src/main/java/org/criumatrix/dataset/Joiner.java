package org.criumatrix.dataset;

import static java.util.stream.Collectors.toCollection;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.criumatrix.matrix.Publication;

/** Joins runs, one after the other, from the oldest to the newest. */
final class Joiner {

  private static final DataSet.Publication PUBLICATION =
      new DataSet.Publication(Publication.TITLE, Publication.ARXIV, Publication.ADDRESS);

  private final Joining joining;
  private final Machines machines = new Machines();
  private final AxisEntries axes = new AxisEntries();
  private final CaseFacts facts = new CaseFacts();
  private final CellHistories cells = new CellHistories();
  private final Causes causes;
  private final Map<String, RunEntry> runs = new TreeMap<>();

  Joiner(Joining joining) {
    this.joining = joining;
    this.causes = new Causes(joining.expectations());
  }

  /**
   * Adds a run that began later than those before.
   *
   * @throws IOException with the file and the line that is malformed; then nothing was added
   */
  void add(Source source) throws IOException {
    var read = RunReader.read(source);
    var redactor = read.redactor(joining.redactors());
    var info = source.info();
    var id = source.id().text();
    var cellsOfRun = read.cells();
    var hosts =
        Stream.concat(
                info.hosts().keySet().stream().filter(Machines::isMachine),
                cellsOfRun.stream().map(c -> Machines.host(c.worst().host(), info)))
            .collect(toCollection(TreeSet::new));
    var redact = RunContext.remembering(redactor);
    var machineOf = machines.add(id, info, hosts, redact);
    var run = new RunContext(id, info, source.submittedBy(), machineOf, redactor, redact, causes);
    axes.add(info, run);
    var results = new LinkedHashMap<CellKey, Attempted>();
    for (var cell : cellsOfRun) {
      results.merge(run.key(cell), cell, Attempted::and);
      facts.add(cell.worst(), redact);
    }
    cells.add(run, results);
    runs.put(id, entry(run, results.keySet()));
    joining.progress().accept("%s: %s, %d cells".formatted(id, source.place(), results.size()));
  }

  private static RunEntry entry(RunContext run, Set<CellKey> cells) {
    var info = run.info();
    var selection = new TreeMap<String, String>();
    info.selection().forEach((key, value) -> selection.put(key, run.redact().apply(value)));
    return new RunEntry(
        run.id(),
        info.started(),
        info.ended(),
        run.redact().apply(info.suite()),
        run.submittedBy().orElse(null),
        run.machines(),
        info.criuBuilds().stream().map(b -> run.axis(b.version())).distinct().toList(),
        cells.stream().map(CellKey::kernel).distinct().sorted().toList(),
        selection,
        info.cellsPlanned(),
        cells.size(),
        ToolVersions.of(info.notes()));
  }

  /** Returns the runs that were added, as one set of data. */
  DataSet data() {
    var describe = new CaseEntries(joining.situations());
    var all = cells.entries(causes.ids());
    var runEntries = List.copyOf(runs.values());
    var causeEntries = causes.entries(all, runEntries);
    var cases = describe.cases(facts);
    var situations = describe.situations(cases);
    var machineEntries = machines.entries();
    return new DataSet(
        DataSet.FORMAT,
        DataSet.VERSION,
        joining.made().toString(),
        joining.suite(),
        PUBLICATION,
        machineEntries,
        runEntries,
        axes.builds(all),
        AxisEntries.kernels(all),
        CaseEntries.rows(all),
        situations,
        cases,
        causeEntries,
        ProgramEntries.objects(cases, facts),
        ProgramEntries.applications(joining.applications(), cases, describe),
        HeldEntries.options(all, causeEntries),
        HeldEntries.traits(all),
        all,
        Answers.withNeeds(Answers.of(all, cases, machineEntries, runEntries), situations, cases),
        Rates.of(all),
        Changes.of(all, machineEntries, runEntries),
        Trends.of(all, cases, runEntries));
  }
}
