package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.criumatrix.matrix.VersionOrder;

/** Finds cells whose result changed from build to build, from kernel to kernel, or run to run. */
final class Changes {

  static final String BETTER = "better";
  static final String WORSE = "worse";
  static final String OTHER = "other";

  private static final Comparator<Change> ORDER =
      Comparator.comparing(Change::along)
          .thenComparing(Change::to, VersionOrder.OLDEST_FIRST)
          .thenComparing(Change::from, VersionOrder.OLDEST_FIRST)
          .thenComparing(Change::caseId)
          .thenComparing(c -> c.cells().toString());

  private final Map<String, RunEntry> runs = new HashMap<>();
  private final Comparator<CellEntry> mostTelling;
  private final List<Change> changes = new ArrayList<>();

  private Changes(Collection<MachineEntry> machines, Collection<RunEntry> runs) {
    runs.forEach(r -> this.runs.put(r.id(), r));
    this.mostTelling = new MostTelling(machines, runs);
  }

  /**
   * Returns the changes along builds, kernels and runs.
   *
   * @param cells all results
   */
  static List<Change> of(
      Collection<CellEntry> cells, Collection<MachineEntry> machines, Collection<RunEntry> runs) {
    var changes = new Changes(machines, runs);
    var tried = cells.stream().filter(c -> Verdicts.isTried(c.verdict())).toList();
    var latest = tried.stream().filter(CellEntry::latest).toList();
    changes.along("criu", latest, changes::allButBuild, CellEntry::criu);
    changes.along("kernel", latest, changes::allButKernel, CellEntry::kernel);
    changes.along("run", tried, changes::allButRun, c -> c.runs().get(0));
    return changes.changes.stream().sorted(ORDER).toList();
  }

  private List<String> allButBuild(CellEntry c) {
    return List.of(
        c.caseId(), c.privilege(), c.runtime(), c.host(), c.kernel(), c.machine(), sentBy(c));
  }

  private List<String> allButKernel(CellEntry c) {
    return List.of(c.caseId(), c.criu(), c.privilege(), c.runtime(), Context.kind(c.host()));
  }

  private List<String> allButRun(CellEntry c) {
    return List.of(
        c.caseId(),
        c.criu(),
        c.privilege(),
        c.runtime(),
        c.host(),
        c.kernel(),
        c.machine(),
        sentBy(c));
  }

  private String sentBy(CellEntry cell) {
    return Objects.requireNonNullElse(runs.get(cell.run()).submittedBy(), "");
  }

  private void along(
      String along,
      Collection<CellEntry> cells,
      Function<CellEntry, List<String>> same,
      Function<CellEntry, String> different) {
    var groups = new HashMap<List<String>, Map<String, CellEntry>>();
    for (var cell : cells) {
      groups
          .computeIfAbsent(same.apply(cell), k -> new HashMap<>())
          .merge(different.apply(cell), cell, this::moreTelling);
    }
    for (var group : groups.values()) {
      CellEntry before = null;
      for (var key : group.keySet().stream().sorted(VersionOrder.OLDEST_FIRST).toList()) {
        var after = group.get(key);
        if (before != null && isOther(before, after)) {
          changes.add(change(along, before, after));
        }
        before = after;
      }
    }
  }

  private CellEntry moreTelling(CellEntry one, CellEntry other) {
    return mostTelling.compare(one, other) <= 0 ? one : other;
  }

  private static boolean isOther(CellEntry before, CellEntry after) {
    return !outcome(before).equals(outcome(after));
  }

  /** Returns what is compared; of a cell that fails by others' doing, that it works. */
  private static List<String> outcome(CellEntry cell) {
    return Verdicts.isByOthers(cell)
        ? List.of(Verdicts.WORKS, "", "")
        : List.of(
            cell.verdict(),
            Objects.requireNonNullElse(cell.phase(), ""),
            Objects.requireNonNullElse(cell.cause(), ""));
  }

  private static Change change(String along, CellEntry before, CellEntry after) {
    var isBuild = along.equals("criu");
    var isKernel = along.equals("kernel");
    return new Change(
        along,
        after.caseId(),
        after.privilege(),
        after.runtime(),
        Context.kind(after.host()),
        isBuild ? null : after.criu(),
        isKernel ? null : after.kernel(),
        isKernel ? null : after.machine(),
        isBuild ? before.criu() : isKernel ? before.kernel() : before.run(),
        isBuild ? after.criu() : isKernel ? after.kernel() : after.runs().get(0),
        before.verdict(),
        after.verdict(),
        before.phase(),
        after.phase(),
        direction(before, after),
        after.cause() == null ? before.cause() : after.cause(),
        List.of(before.id(), after.id()));
  }

  private static String direction(CellEntry before, CellEntry after) {
    if (Verdicts.isGood(before) == Verdicts.isGood(after)) {
      return OTHER;
    }
    return Verdicts.isGood(after) ? BETTER : WORSE;
  }
}
