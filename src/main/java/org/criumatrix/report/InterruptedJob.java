package org.criumatrix.report;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * A cell of row {@code batch}: a job of a batch system, and the interruption that it went through.
 *
 * @param place the position of the record among the run's records
 * @param interruption the interruption, such as {@code self-checkpoint-evicted}
 * @param program the job's program, such as {@code simple-c}
 */
record InterruptedJob(int place, String interruption, String program, CellRecord record) {

  static final String ROW = "batch";

  /** Programs that can be at the end of a case's name. */
  private static final List<String> PROGRAMS = List.of("simple-c", "family", "python", "lammps");

  static List<InterruptedJob> all(List<CellRecord> records) {
    return IntStream.range(0, records.size())
        .filter(i -> records.get(i).row().equals(ROW))
        .mapToObj(i -> of(i, records.get(i)))
        .toList();
  }

  private static InterruptedJob of(int place, CellRecord record) {
    var name = record.caseId().name();
    var program = PROGRAMS.stream().filter(p -> name.endsWith("-" + p)).findFirst();
    var interruption =
        program.map(p -> name.substring(0, name.length() - p.length() - 1)).orElse(name);
    return new InterruptedJob(place, interruption, program.orElse(""), record);
  }

  /** Returns the number of steps that a continued job repeated. */
  Optional<Integer> lost() {
    return record.verdict() == Verdict.WORKS
        ? Optional.ofNullable(record.result().stepsLost())
        : Optional.empty();
  }

  /** Returns {@code nothing lost}, {@code 12 steps lost}, or how the cell ended otherwise. */
  String words() {
    return lost()
        .map(n -> n == 0 ? "nothing lost" : n == 1 ? "1 step lost" : n + " steps lost")
        .orElseGet(record::ending);
  }
}
