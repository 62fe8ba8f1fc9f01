package org.criumatrix.site;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.CauseEntry;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.Change;
import org.criumatrix.dataset.DataSet;
import org.criumatrix.dataset.KernelEntry;
import org.criumatrix.dataset.MachineEntry;
import org.criumatrix.dataset.ObjectEntry;
import org.criumatrix.dataset.Rate;
import org.criumatrix.dataset.RunEntry;
import org.criumatrix.dataset.SituationEntry;
import org.criumatrix.matrix.HostName;
import org.criumatrix.matrix.VersionOrder;

/** The data, and what pages look up in it. */
final class Facts {

  /** A result that is older than this says what was, and is marked as old. */
  private static final Duration FRESH = Duration.ofDays(90);

  static final Comparator<String> NEWEST_FIRST = VersionOrder.OLDEST_FIRST.reversed();

  private final DataSet data;
  private final Map<String, SituationEntry> situations;
  private final Map<String, CaseEntry> cases;
  private final Map<String, CauseEntry> causes;
  private final Map<String, MachineEntry> machines;
  private final Map<String, RunEntry> runs;
  private final Map<String, KernelEntry> kernels;
  private final Map<String, List<CellEntry>> latestByCase;
  private final Map<String, CellEntry> cells;
  private final Map<String, List<Answer>> answers;
  private final List<String> caseIds;
  private final Set<String> privileges;
  private final Set<String> runtimes;
  private final Map<String, List<Rate>> rates;
  private final Map<String, ObjectEntry> objects;
  private final Map<String, List<Change>> changesByCase;

  Facts(DataSet data) {
    this.data = data;
    situations = byId(data.situations(), SituationEntry::id);
    cases = byId(data.cases(), CaseEntry::id);
    causes = byId(data.causes(), CauseEntry::id);
    machines = byId(data.machines(), MachineEntry::id);
    runs = byId(data.runs(), RunEntry::id);
    objects = byId(data.objects(), ObjectEntry::id);
    kernels = byId(data.kernels(), KernelEntry::id);
    cells = byId(data.cells(), CellEntry::id);
    latestByCase =
        data.cells().stream()
            .filter(CellEntry::latest)
            .collect(Collectors.groupingBy(CellEntry::caseId));
    caseIds = data.cases().stream().map(CaseEntry::id).toList();
    privileges =
        data.cells().stream()
            .map(CellEntry::privilege)
            .collect(Collectors.toCollection(TreeSet::new));
    runtimes =
        data.cells().stream()
            .map(CellEntry::runtime)
            .distinct()
            .filter(r -> !r.equals(Context.NONE))
            .map(Engines::name)
            .collect(Collectors.toCollection(TreeSet::new));
    rates = data.rates().stream().collect(Collectors.groupingBy(Rate::caseId));
    changesByCase = data.changes().stream().collect(Collectors.groupingBy(Change::caseId));
    answers = data.answers().stream().collect(Collectors.groupingBy(Answer::situation));
  }

  private static <T> Map<String, T> byId(List<T> entries, Function<T, String> id) {
    var all = new HashMap<String, T>();
    entries.forEach(e -> all.put(id.apply(e), e));
    return all;
  }

  DataSet data() {
    return data;
  }

  Optional<SituationEntry> situation(String id) {
    return Optional.ofNullable(situations.get(id));
  }

  Optional<CaseEntry> findCase(String id) {
    return Optional.ofNullable(cases.get(id));
  }

  Optional<CauseEntry> cause(String id) {
    return Optional.ofNullable(causes.get(id));
  }

  Optional<MachineEntry> machine(String id) {
    return Optional.ofNullable(machines.get(id));
  }

  Optional<RunEntry> run(String id) {
    return Optional.ofNullable(runs.get(id));
  }

  Optional<CellEntry> cell(String id) {
    return Optional.ofNullable(cells.get(id));
  }

  /** Returns the ids of all cases. */
  List<String> caseIds() {
    return caseIds;
  }

  /** Returns how to choose a virtual machine with a kernel: one that cells had, or any. */
  String machineWith(String series) {
    return machines(series)
        .findFirst()
        .map(h -> "-Dhost=" + Quoted.word(h))
        .orElse("-Dhost='kernel:*'");
  }

  private Stream<String> machines(String series) {
    return data.runs().stream()
        .flatMap(r -> r.machines().entrySet().stream())
        .filter(e -> HostName.isVirtual(e.getKey()))
        .filter(
            e ->
                data.kernels().stream()
                    .anyMatch(
                        k -> k.series().equals(series) && k.machines().contains(e.getValue())))
        .map(Map.Entry::getKey)
        .sorted();
  }

  /** Returns the privileges that some cell has. */
  Set<String> privileges() {
    return privileges;
  }

  /** Returns the engines that some cell's container runs in. */
  Set<String> runtimes() {
    return runtimes;
  }

  /** Returns the newest results of a case's cells. */
  List<CellEntry> latest(String caseId) {
    return latestByCase.getOrDefault(caseId, List.of());
  }

  /** Returns the newest results of the cells of cases. */
  List<CellEntry> latest(Collection<String> caseIds) {
    return caseIds.stream().distinct().flatMap(id -> latest(id).stream()).toList();
  }

  /** Returns the newest results of all cells that are grouped so, each in every group it is in. */
  Map<String, List<CellEntry>> latestBy(Function<CellEntry, Collection<String>> groups) {
    var all = new LinkedHashMap<String, List<CellEntry>>();
    latestByCase
        .values()
        .forEach(
            list ->
                list.forEach(
                    cell ->
                        groups
                            .apply(cell)
                            .forEach(
                                g ->
                                    all.computeIfAbsent(g, k -> new java.util.ArrayList<>())
                                        .add(cell))));
    return all;
  }

  List<Answer> answers(String situation) {
    return answers.getOrDefault(situation, List.of());
  }

  /** Returns the situation that an object belongs to; empty if it is unknown. */
  String familyOf(String object) {
    var known = objects.get(object);
    return known == null || known.situation() == null ? "" : known.situation();
  }

  /** Returns how often repeated cells of a case worked. */
  List<Rate> rates(String caseId) {
    return rates.getOrDefault(caseId, List.of());
  }

  /** Returns what changed of a case, from build to build, kernel to kernel and run to run. */
  List<Change> changes(String caseId) {
    return changesByCase.getOrDefault(caseId, List.of());
  }

  /**
   * Returns what changed with a build, a kernel or a run.
   *
   * @param along {@code criu}, {@code kernel} or {@code run}
   */
  List<Change> changes(String along, String to) {
    return data.changes().stream()
        .filter(c -> c.along().equals(along) && c.to().equals(to))
        .toList();
  }

  /** Returns the CRIU builds, the newest first. */
  List<String> builds() {
    return data.builds().stream().map(b -> b.id()).sorted(NEWEST_FIRST).toList();
  }

  /** Returns the kernel releases, the newest first. */
  List<String> kernels() {
    return data.kernels().stream().map(KernelEntry::id).sorted(NEWEST_FIRST).toList();
  }

  /** Returns {@code 6.12} for a release. */
  String series(String kernel) {
    var known = kernels.get(kernel);
    return known == null ? kernel : known.series();
  }

  /** Returns the series of releases without doubles, the newest first. */
  List<String> series(Collection<String> releases) {
    return releases.stream().map(this::series).distinct().sorted(NEWEST_FIRST).toList();
  }

  /** Returns the architectures that machines with one of these kernels have. */
  List<String> architectures(Collection<String> releases) {
    return releases.stream()
        .flatMap(k -> Optional.ofNullable(kernels.get(k)).stream())
        .flatMap(k -> k.machines().stream())
        .flatMap(m -> machine(m).stream())
        .map(MachineEntry::architecture)
        .distinct()
        .sorted()
        .toList();
  }

  /** Returns whether a result was old already when the data was made. */
  boolean isOld(String time) {
    try {
      return Instant.parse(time).plus(FRESH).isBefore(Instant.parse(data.made()));
    } catch (DateTimeException | NullPointerException e) {
      return false;
    }
  }
}
