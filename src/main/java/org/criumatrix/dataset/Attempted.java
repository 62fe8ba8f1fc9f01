package org.criumatrix.dataset;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * What a run saw of a cell.
 *
 * @param cellId its id, with the names of its machine
 * @param worst a record that is not as expected, if there is one
 * @param number how often the cell was tried
 * @param worked how often it worked, or was refused as it had to be
 */
record Attempted(String cellId, CellRecord worst, int number, int worked) {

  private static final Set<Verdict> GOOD = Set.of(Verdict.WORKS, Verdict.REFUSES);

  static Attempted of(String cellId, CellRecord record) {
    return new Attempted(cellId, record, 1, GOOD.contains(record.verdict()) ? 1 : 0);
  }

  Attempted and(Attempted other) {
    return new Attempted(
        cellId,
        worst.differs() ? worst : other.worst,
        number + other.number,
        worked + other.worked);
  }

  /** Returns a record without what takes memory and no set of data has. */
  static CellRecord brief(CellRecord record) {
    var result = record.result();
    var timing = record.timing();
    var evidence = record.evidence();
    return new CellRecord(
        record.axes(),
        new CellRecord.Result(
            result.verdict(),
            result.phase(),
            result.failure(),
            result.expected(),
            result.judgement(),
            result.cause(),
            null,
            Map.of(),
            null,
            result.harm(),
            null),
        new CellRecord.Timing(
            timing.dump(), timing.frozen(), timing.restore(), timing.wall(), Map.of()),
        new CellRecord.Evidence(
            null,
            evidence.imageBytes(),
            evidence.commands(),
            Map.of(),
            List.of(),
            evidence.traits(),
            evidence.options(),
            evidence.object()),
        record.attempt(),
        record.ended());
  }
}
