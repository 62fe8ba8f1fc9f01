package org.criumatrix.junit;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.Recorder;

/**
 * One run of a cell.
 *
 * @param number 1, or higher if cells are repeated
 */
record Attempt(Cell cell, int number) {

  /** Returns all attempts at a cell. */
  static Stream<Attempt> all(Cell cell, int times) {
    return IntStream.rangeClosed(1, times).mapToObj(n -> new Attempt(cell, n));
  }

  /** Whether the run that this one resumes has a record of it. */
  boolean isIn(Recorder recorder) {
    return recorder.has(cell.id(), number);
  }

  /** Returns the folder of its logs, below the run's folder. */
  String evidence() {
    return EvidencePaths.folder(cell) + (number == 1 ? "" : ",attempt=" + number);
  }

  @Override
  public String toString() {
    return number == 1 ? cell.id() : cell.id() + " attempt " + number;
  }
}
