package org.criumatrix.runs;

import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * What distinguishes failing cells from the others: something that their programs hold and that
 * programs of other cells hold only with an option that the failing cells lack.
 *
 * @param holds the trait
 * @param missing the options and plans that the failing cells lack; often none
 * @param holders in how many cells of the run a program holds it
 */
record SharedTrait(String holds, List<String> missing, long holders) {

  /** More options would describe the run's cases, and not a cause. */
  private static final int MAX_MISSING = 3;

  private static final Set<Verdict> TRIED = Set.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS);

  /** CRIU build, privilege and kernel. */
  private record Place(String criu, String privilege, String kernel) {

    static Place of(CellRecord cell) {
      return new Place(cell.criu(), cell.privilege(), cell.kernel());
    }
  }

  /**
   * Returns what could be the cause, the plainest first. A single case may fail for many reasons,
   * and where nothing works the cause is no trait: then there is none.
   *
   * @param failing cells that fail in the same way
   * @param all the cells of the run
   */
  static List<SharedTrait> of(List<CellRecord> failing, List<CellRecord> all) {
    if (failing.stream().map(CellRecord::caseId).distinct().count() < 2
        || failing.stream().anyMatch(r -> r.evidence().traits() == null)) {
      return List.of();
    }
    var places = failing.stream().map(Place::of).collect(Collectors.toSet());
    var working =
        all.stream().filter(r -> r.verdict() == Verdict.WORKS).map(Place::of).distinct().toList();
    if (!working.containsAll(places)) {
      return List.of();
    }
    var ends = failing.stream().map(FailureSignature::of).collect(Collectors.toSet());
    var others =
        all.stream()
            .filter(r -> TRIED.contains(r.verdict()) && places.contains(Place.of(r)))
            .filter(r -> !ends.contains(FailureSignature.of(r)) && !isRefused(r, failing))
            .toList();
    return common(failing).stream()
        .flatMap(trait -> find(trait, failing, others, all).stream())
        .sorted(
            comparingInt((SharedTrait t) -> t.missing().size())
                .thenComparing(comparingLong(SharedTrait::holders))
                .thenComparing(SharedTrait::holds))
        .toList();
  }

  /** Whether a case asked for the failure: CRIU refuses the dump for the same reason. */
  private static boolean isRefused(CellRecord cell, List<CellRecord> failing) {
    return cell.verdict() == Verdict.REFUSES && failing.get(0).phase() == Phase.DUMP;
  }

  private static Set<String> common(List<CellRecord> cells) {
    var common = new TreeSet<>(cells.get(0).traits().keySet());
    cells.forEach(r -> common.retainAll(r.traits().keySet()));
    return common;
  }

  private static Optional<SharedTrait> find(
      String trait, List<CellRecord> failing, List<CellRecord> others, List<CellRecord> all) {
    var given = failing.stream().flatMap(SharedTrait::options).collect(Collectors.toSet());
    var left = new ArrayList<>(others.stream().filter(r -> isHeld(trait, r)).toList());
    var missing = new ArrayList<String>();
    while (!left.isEmpty()) {
      var next = mostFrequent(left, given);
      if (next.isEmpty() || missing.size() == MAX_MISSING || !areOptionsKnown(failing)) {
        return Optional.empty();
      }
      missing.add(next.get());
      left.removeIf(r -> options(r).anyMatch(next.get()::equals));
    }
    var holders = all.stream().filter(r -> isHeld(trait, r)).count();
    return Optional.of(new SharedTrait(trait, List.copyOf(missing), holders));
  }

  /** Returns the option of most of the cells, of those that the failing cells lack. */
  private static Optional<String> mostFrequent(List<CellRecord> cells, Set<String> given) {
    return cells.stream()
        .flatMap(SharedTrait::options)
        .filter(o -> !given.contains(o))
        .distinct()
        .sorted()
        .max(
            comparingLong(o -> cells.stream().filter(r -> options(r).anyMatch(o::equals)).count()));
  }

  private static boolean isHeld(String trait, CellRecord cell) {
    return cell.evidence().traits() != null && cell.traits().containsKey(trait);
  }

  private static boolean areOptionsKnown(Collection<CellRecord> cells) {
    return cells.stream().allMatch(r -> r.evidence().options() != null);
  }

  /** Returns the names of a cell's options and plans, each once. */
  private static Stream<String> options(CellRecord cell) {
    var options = cell.evidence().options();
    return options == null ? Stream.of() : options.stream().map(DumpContext::name).distinct();
  }

  /** As in the column {@code with}: {@code !--tcp-established}. */
  String with() {
    return missing.stream().map(o -> "!" + o).collect(Collectors.joining(" "));
  }
}
