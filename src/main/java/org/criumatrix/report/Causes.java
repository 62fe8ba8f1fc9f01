package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * The causes of a run: each once, with the cells that have it. A failure that is not on record has
 * the recorded cause of another cell if that one has the same CRIU, kernel, phase and error.
 */
final class Causes {

  private static final Pattern EXPECTED = Pattern.compile("fails at (\\w+): (.+)", Pattern.DOTALL);

  /** The builds and kernels among whose cells a recorded cause explains other failures. */
  private record Place(String criu, String kernel) {
    static Place of(CellRecord record) {
      return new Place(record.criu(), record.kernel());
    }
  }

  /** A failure that is expected of cells, and its cause. */
  private record Known(Phase phase, String error, Cause cause) {

    static Optional<Known> of(CellRecord record) {
      var expected = EXPECTED.matcher(record.result().expected());
      return expected.matches() && Cause.isRecorded(record)
          ? Phase.find(expected.group(1))
              .map(phase -> new Known(phase, expected.group(2), Cause.recorded(record)))
          : Optional.empty();
    }

    boolean explains(CellRecord record) {
      return phase == record.phase()
          && record.error() != null
          && Expectation.meansError(error, record.error(), record.errorId());
    }
  }

  private final List<Cause> causes = new ArrayList<>();
  private final Map<String, Integer> places = new HashMap<>();
  private final Map<Place, List<Known>> known = new HashMap<>();

  /**
   * @param records one for each cell
   */
  Causes(List<CellRecord> records) {
    records.stream()
        .collect(groupingBy(Place::of))
        .forEach(
            (place, some) ->
                known.put(
                    place,
                    some.stream().map(Known::of).flatMap(Optional::stream).distinct().toList()));
    records.forEach(this::place);
  }

  /** Returns all of them; {@link #place} returns positions in this list. */
  List<Cause> all() {
    return List.copyOf(causes);
  }

  /** Returns the position of the cell's cause; empty if it has none. */
  Optional<Integer> place(CellRecord record) {
    return cause(record).map(c -> places.computeIfAbsent(c.id(), id -> add(c)));
  }

  private int add(Cause cause) {
    causes.add(cause);
    return causes.size() - 1;
  }

  /** Returns the cause of a cell that does not work, or no longer fails. */
  Optional<Cause> cause(CellRecord record) {
    if (Cause.isRecorded(record)) {
      return Optional.of(Cause.recorded(record));
    }
    return switch (record.verdict()) {
      case FAILS -> Optional.of(elsewhere(record).orElseGet(() -> Cause.unknown(record)));
      case UNAVAILABLE, BROKEN -> Optional.of(Cause.unavailable(record));
      default -> Optional.empty();
    };
  }

  /** Returns the recorded cause of other cells that fails this one, too. */
  Optional<Cause> elsewhere(CellRecord record) {
    return record.verdict() != Verdict.FAILS || !record.differs()
        ? Optional.empty()
        : known.getOrDefault(Place.of(record), List.of()).stream()
            .filter(k -> k.explains(record))
            .map(Known::cause)
            .findFirst();
  }
}
