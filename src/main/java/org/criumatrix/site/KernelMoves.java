package org.criumatrix.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.dataset.CellEntry;

/** Cells that were dumped on one kernel and restored on another, on pairs of machines. */
final class KernelMoves {

  private static final String MACHINE = "vm:";

  /**
   * Restores of one build from a kernel to another.
   *
   * @param works the number of cells that work
   * @param of the number of cells that were tried
   */
  record Move(String from, String to, String criu, int works, int of) {

    String words() {
      return "dumped on Linux %s and restored on %s: %d of %s with CRIU %s"
          .formatted(from, to, works, of == 1 ? "1 cell works" : of + " cells work", criu);
    }
  }

  private final Facts facts;
  private final List<CellEntry> cells = new ArrayList<>();
  private final Map<String, Move> moves = new TreeMap<>();

  KernelMoves(Facts facts) {
    this.facts = facts;
    for (var cell : facts.latest(facts.caseIds())) {
      move(cell)
          .ifPresent(
              one -> {
                cells.add(cell);
                moves.merge(one.from() + " " + one.to(), one, KernelMoves::joined);
              });
    }
  }

  /** Returns the newest results of cells on pairs of machines with different kernels. */
  List<CellEntry> cells() {
    return List.copyOf(cells);
  }

  /** Returns the moves of the newest build that made each. */
  List<Move> all() {
    return List.copyOf(moves.values());
  }

  private static Move joined(Move a, Move b) {
    if (!a.criu().equals(b.criu())) {
      return Facts.NEWEST_FIRST.compare(a.criu(), b.criu()) < 0 ? a : b;
    }
    return new Move(a.from(), a.to(), a.criu(), a.works() + b.works(), a.of() + b.of());
  }

  private Optional<Move> move(CellEntry cell) {
    var plus = cell.host().indexOf('+');
    if (!cell.host().startsWith(MACHINE) || plus < 0 || !Standing.of(cell.verdict()).isTried()) {
      return Optional.empty();
    }
    var from = facts.series(cell.kernel());
    return kernelOf(cell.host().substring(plus + 1))
        .filter(to -> !to.equals(from))
        .map(to -> new Move(from, to, cell.criu(), cell.verdict().equals("works") ? 1 : 0, 1));
  }

  /** Returns the kernel of a machine: that of its own cells, or the one that its suite has. */
  private Optional<String> kernelOf(String machine) {
    return facts.data().cells().stream()
        .filter(c -> c.host().equals(MACHINE + machine))
        .map(c -> facts.series(c.kernel()))
        .findFirst()
        .or(() -> Vocabulary.kernelOfSuite(machine));
  }
}
