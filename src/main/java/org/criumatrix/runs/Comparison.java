package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.criumatrix.record.Run;
import org.criumatrix.runs.Shift.Cause;

/**
 * Two runs, one held against the other.
 *
 * @param common how many cells both have
 * @param ran how many of them ran in both: neither run has them as unavailable or broken
 * @param changes the worst first
 * @param checks sub-checks of cells that both runs have
 * @param values properties of kernel objects that have another value at the end
 * @param shifts of times, where they are more than noise
 * @param differences of what the runs were
 * @param speeds of dump and restore, whether they shifted or not; none where nothing was measured
 */
public record Comparison(
    Run before,
    Run after,
    Pairing pairing,
    int common,
    int ran,
    List<Change> changes,
    List<CheckChange> checks,
    List<ValueChange> values,
    List<Shift> shifts,
    List<Difference> differences,
    List<Speed> speeds) {

  /**
   * @param pairing which cells belong together
   */
  public static Comparison of(Run before, Run after, Pairing pairing) {
    var then = CellAttempts.byCell(pairing.before(before.records()), pairing::name);
    var now = CellAttempts.byCell(pairing.after(after.records()), pairing::name);
    var provenance = Provenance.between(before.info(), after.info());
    var common = then.keySet().stream().filter(now::containsKey).toList();
    var ran = common.stream().filter(c -> then.get(c).tells() && now.get(c).tells()).count();
    return new Comparison(
        before,
        after,
        pairing,
        common.size(),
        (int) ran,
        changes(then, now),
        CheckChange.between(then, now),
        ValueChange.between(then, now),
        Shifts.between(then, now, before.place().equals(after.place())),
        provenance.differences(),
        Speed.between(then, now));
  }

  private static List<Change> changes(
      Map<String, CellAttempts> before, Map<String, CellAttempts> after) {
    var cells = new TreeSet<>(before.keySet());
    cells.addAll(after.keySet());
    var changes = new ArrayList<Change>();
    for (var cell : cells) {
      Change.of(cell, Optional.ofNullable(before.get(cell)), Optional.ofNullable(after.get(cell)))
          .ifPresent(changes::add);
    }
    return changes.stream().sorted(Comparator.comparing(Change::kind)).toList();
  }

  public List<Change> changes(ChangeKind kind) {
    return changes.stream().filter(c -> c.kind() == kind).toList();
  }

  public List<CheckChange> checks(CheckChange.Kind kind) {
    return checks.stream().filter(c -> c.kind() == kind).toList();
  }

  /** Those of the two runs that were cut off or lack records, each once. */
  public List<Run> incomplete() {
    return Stream.of(before, after)
        .filter(r -> r.info().filter(i -> !i.isWhole()).isPresent())
        .distinct()
        .toList();
  }

  /** Whether anything got worse. */
  public boolean isWorse() {
    return changes.stream().anyMatch(c -> c.kind().isWorse())
        || !checks(CheckChange.Kind.FAILS).isEmpty()
        || shifts.stream().anyMatch(s -> s.cause() == Cause.SLOWER);
  }
}
