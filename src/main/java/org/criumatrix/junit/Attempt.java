package org.criumatrix.junit;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.Recorder;

/**
 * A cell, to be run.
 *
 * @param number 1, or more where cells are repeated
 */
record Attempt(Cell cell, int number) {

  /** A cell as often as it is to be run. */
  static Stream<Attempt> all(Cell cell, int times) {
    return IntStream.rangeClosed(1, times).mapToObj(n -> new Attempt(cell, n));
  }

  /** Whether it was run before, by the run that this one resumes. */
  boolean isIn(Recorder recorder) {
    return recorder.has(cell.id(), number);
  }

  /** Where its logs go, below the run's folder. */
  String evidence() {
    return EvidencePaths.folder(cell) + (number == 1 ? "" : ",attempt=" + number);
  }

  @Override
  public String toString() {
    return number == 1 ? cell.id() : cell.id() + " attempt " + number;
  }
}
