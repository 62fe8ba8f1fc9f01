package org.criumatrix.junit;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.FailureRate;
import org.criumatrix.record.Recorder;
import org.criumatrix.verdict.Verdict;

/**
 * The attempts at the cells of a run, and which of them are still needed.
 *
 * <p>With a bound a cell needs no further attempt once its rate of failures is decided: below the
 * bound, or above it. The decision is looked for after every attempt and stands once it is made.
 * Attempts that were under way by then count, too. Looking that often makes a wrong decision more
 * likely than 5 %: a cell whose rate is exactly 0.3 % is taken for better within 1,000 attempts in
 * 5 % of all runs, within 3,000 in 11 %, within 10,000 in 19 %.
 */
final class PlannedAttempts {

  private final List<Cell> cells;
  private final int repeat;
  private final Optional<Double> bound;
  private final Recorder recorder;
  private final Map<String, Tally> tallies = new HashMap<>();

  /** What is known of a cell so far. */
  private static final class Tally {
    private int attempts;
    private int failed;
    private boolean decided;
  }

  /**
   * @param bound a rate of failures; empty if every attempt is needed
   * @param recorder has the records of the run that is resumed
   */
  PlannedAttempts(Collection<Cell> cells, int repeat, Optional<Double> bound, Recorder recorder) {
    this.cells = List.copyOf(cells);
    this.repeat = repeat;
    this.bound = bound;
    this.recorder = recorder;
    recorder.records().forEach(this::count);
  }

  List<Cell> cells() {
    return cells;
  }

  /** Returns all attempts at a cell. */
  Stream<Attempt> at(Cell cell) {
    return Attempt.all(cell, repeat);
  }

  /** Returns the attempts that are still needed. */
  Stream<Attempt> toDo() {
    return cells.stream().flatMap(this::at).filter(this::needs);
  }

  /** Whether there is no record of the attempt, and its cell is not decided. */
  boolean needs(Attempt attempt) {
    return !attempt.isIn(recorder) && !isDecided(attempt.cell().id());
  }

  /** Returns how many attempts have a record or are still needed. */
  int planned() {
    return (int) cells.stream().flatMap(this::at).filter(a -> a.isIn(recorder) || needs(a)).count();
  }

  private synchronized boolean isDecided(String cell) {
    var tally = tallies.get(cell);
    return tally != null && tally.decided;
  }

  /** Counts a record of this run. */
  synchronized void count(CellRecord record) {
    if (bound.isEmpty()) {
      return;
    }
    var tally = tallies.computeIfAbsent(record.id(), id -> new Tally());
    if (record.isTried()) {
      tally.attempts++;
      tally.failed += record.verdict() == Verdict.FAILS ? 1 : 0;
      tally.decided |= new FailureRate(tally.attempts, tally.failed).decides(bound.get());
    }
    // A probe that finds no device finds none in the next attempt either.
    tally.decided |= record.verdict() == Verdict.UNAVAILABLE && tally.attempts == 0;
  }
}
