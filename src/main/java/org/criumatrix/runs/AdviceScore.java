package org.criumatrix.runs;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.criumatrix.record.Attempts;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Prediction.Failure;
import org.criumatrix.verdict.Verdict;

/**
 * How well the lines of matrix.csv about every case predict what cells come to.
 *
 * @param total of all cells that have a prediction and work, refuse or fail
 * @param causes a line for each cause, those with the most errors first. A cell counts for one
 *     cause: the predicted one that was seen, otherwise the one that CRIU should have met first,
 *     otherwise the one that was seen. Cells that were predicted to work and do have none
 * @param traits a line for each trait. A cell counts for each trait that its program holds
 * @param wrong the cells that were predicted wrongly: misses, wrong causes, false alarms
 */
public record AdviceScore(Count total, List<Line> causes, List<Line> traits, List<Wrong> wrong) {

  /** The least share of failing cells that have to be predicted with the right cause. */
  public static final double MIN_FOUND = 0.95;

  /** The greatest share of other cells that may be predicted to fail. */
  public static final double MAX_ALARMS = 0.01;

  static final String NOT_KNOWN = "(not known)";
  static final String NONE = "(none)";

  /** How many cells had each result. */
  public record Count(int right, int hits, int wrongCauses, int misses, int falseAlarms) {

    private static Count of(Collection<Prediction.Result> results) {
      var counts = new int[Prediction.Result.values().length];
      results.forEach(r -> counts[r.ordinal()]++);
      return new Count(
          counts[Prediction.Result.RIGHT.ordinal()],
          counts[Prediction.Result.HIT.ordinal()],
          counts[Prediction.Result.WRONG_CAUSE.ordinal()],
          counts[Prediction.Result.MISS.ordinal()],
          counts[Prediction.Result.FALSE_ALARM.ordinal()]);
    }

    public int cells() {
      return failing() + others();
    }

    /** Returns the number of cells that fail or refuse. */
    public int failing() {
      return hits + wrongCauses + misses;
    }

    /** Returns the number of cells that work. */
    public int others() {
      return right + falseAlarms;
    }

    /** Returns the number of cells that were predicted wrongly. */
    public int errors() {
      return wrongCauses + misses + falseAlarms;
    }

    /** The share of failing cells that were predicted with the right cause; empty without any. */
    public OptionalDouble found() {
      return share(hits, failing());
    }

    /** The share of the other cells that were predicted to fail; empty without any. */
    public OptionalDouble alarms() {
      return share(falseAlarms, others());
    }

    private static OptionalDouble share(int part, int whole) {
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
  }

  /** The cells with one cause or one trait. */
  public record Line(String name, Count count) {}

  /** A cell that was predicted wrongly. */
  public record Wrong(CellRecord cell, Prediction.Result result) {}

  /**
   * @param runs the records of each run; of several attempts of a cell the worst counts
   */
  public static AdviceScore of(List<? extends Collection<CellRecord>> runs) {
    var cells =
        runs.stream()
            .flatMap(run -> Attempts.worst(run).stream())
            .filter(r -> r.advice().isPresent())
            .toList();
    var known = cells.stream().flatMap(r -> r.prediction().failures().stream()).distinct().toList();
    var causes = new TreeMap<String, List<Prediction.Result>>();
    var traits = new TreeMap<String, List<Prediction.Result>>();
    for (var cell : cells) {
      var result = result(cell);
      if (result != Prediction.Result.RIGHT) {
        causes.computeIfAbsent(cause(cell, known), c -> new ArrayList<>()).add(result);
      }
      for (var trait : traits(cell)) {
        traits.computeIfAbsent(trait, t -> new ArrayList<>()).add(result);
      }
    }
    var total = Count.of(cells.stream().map(AdviceScore::result).toList());
    return new AdviceScore(total, lines(causes), lines(traits), wrong(cells));
  }

  private static Prediction.Result result(CellRecord cell) {
    return cell.advice().orElseThrow();
  }

  private static String cause(CellRecord cell, List<Failure> known) {
    var predicted = cell.prediction();
    if (cell.verdict() != Verdict.WORKS) {
      var met = predicted.met(cell.verdict(), cell.phase(), cell.error(), cell.errorId());
      if (met.isPresent()) {
        return met.get().describe();
      }
    }
    return predicted
        .first()
        .or(
            () ->
                known.stream()
                    .filter(f -> f.isSeenIn(cell.phase(), cell.error(), cell.errorId()))
                    .findFirst())
        .map(Failure::describe)
        .orElseGet(() -> FailureSignature.of(cell).describe());
  }

  private static Collection<String> traits(CellRecord cell) {
    if (cell.evidence().traits() == null) {
      return List.of(NOT_KNOWN);
    }
    var held = cell.traits().keySet();
    return held.isEmpty() ? List.of(NONE) : held;
  }

  private static List<Line> lines(Map<String, List<Prediction.Result>> results) {
    return results.entrySet().stream()
        .map(e -> new Line(e.getKey(), Count.of(e.getValue())))
        .sorted(
            comparingInt((Line l) -> -l.count().errors())
                .thenComparing(l -> -l.count().cells())
                .thenComparing(Line::name))
        .toList();
  }

  private static List<Wrong> wrong(List<CellRecord> cells) {
    var order =
        List.of(
            Prediction.Result.MISS, Prediction.Result.WRONG_CAUSE, Prediction.Result.FALSE_ALARM);
    return cells.stream()
        .filter(r -> order.contains(result(r)))
        .map(r -> new Wrong(r, result(r)))
        .sorted(
            comparingInt((Wrong w) -> order.indexOf(w.result())).thenComparing(w -> w.cell().id()))
        .toList();
  }

  /** Whether enough failing cells were predicted with the right cause. */
  public boolean findsEnough() {
    return total.found().orElse(1) >= MIN_FOUND;
  }

  /** Whether there are few enough false alarms. */
  public boolean alarmsFew() {
    return total.alarms().orElse(0) <= MAX_ALARMS;
  }
}
