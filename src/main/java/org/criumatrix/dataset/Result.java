package org.criumatrix.dataset;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.criumatrix.bundle.Redactor;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Milliseconds;

/**
 * A result of a cell, and the runs in succession that had it.
 *
 * @param newest the record of the newest of these runs, which still has the names of its machine in
 *     its commands and its error
 * @param redactor removes them
 * @param cause null if it does not fail
 * @param attempts in all of these runs
 */
record Result(
    CellEntry newest,
    Redactor redactor,
    CauseKey cause,
    List<String> runs,
    int attempts,
    int worked) {

  /**
   * @param attempts of one cell in one run
   * @param key the cell with its redacted names
   */
  static Result of(Attempted attempts, CellKey key, RunContext run) {
    var record = attempts.worst();
    var cause = run.cause(record);
    var cell = record.axes().cell();
    var result = record.result();
    var timing = record.timing();
    var evidence = record.evidence();
    return new Result(
        new CellEntry(
            run.id() + "/" + key.cellId(),
            run.id(),
            key.machine(),
            cell.caseId().toString(),
            run.axis(record.criu()),
            record.privilege(),
            record.runtime(),
            run.axis(record.host()),
            key.kernel(),
            record.verdict().key(),
            record.phase() == null ? null : record.phase().key(),
            TextLimit.cut(record.error(), TextLimit.ERROR),
            record.errorId() == null ? null : record.errorId().name(),
            null,
            result.harm() == null ? null : result.harm().key(),
            result.judgement().key(),
            TextLimit.cut(evidence.traits(), TextLimit.SENTENCE),
            TextLimit.cut(evidence.options(), TextLimit.COMMAND),
            TextLimit.cut(
                evidence.commands().stream().map(CellRecord.Command::line).toList(),
                TextLimit.COMMAND),
            attempts.number(),
            attempts.worked(),
            Milliseconds.of(timing.dump()),
            Milliseconds.of(timing.frozen()),
            Milliseconds.of(timing.restore()),
            Milliseconds.of(timing.wall()),
            evidence.imageBytes(),
            record.ended(),
            run.program(record.criu()),
            List.of(),
            false),
        run.redactor(),
        cause,
        List.of(run.id()),
        attempts.number(),
        attempts.worked());
  }

  /**
   * Whether another run had the same result: the same verdict, phase and cause of the same program.
   */
  private boolean isSameAs(Result other) {
    return newest.verdict().equals(other.newest.verdict())
        && Objects.equals(newest.phase(), other.newest.phase())
        && Objects.equals(newest.program(), other.newest.program())
        && Objects.equals(cause, other.cause);
  }

  /** Adds the result of a later run to a cell's results; the same result is one with the last. */
  static void add(List<Result> results, Result later) {
    var last = results.isEmpty() ? null : results.get(results.size() - 1);
    if (last != null && last.isSameAs(later)) {
      results.set(results.size() - 1, later.with(last));
    } else {
      results.add(later);
    }
  }

  private Result with(Result earlier) {
    var both = new ArrayList<>(earlier.runs);
    both.addAll(runs);
    return new Result(
        newest, redactor, cause, both, earlier.attempts + attempts, earlier.worked + worked);
  }

  /**
   * Returns it as the set of data has it.
   *
   * @param causeId of its cause; null if it does not fail
   * @param latest whether it is the newest result of its cell
   */
  CellEntry entry(String causeId, boolean latest) {
    return new CellEntry(
        newest.id(),
        newest.run(),
        newest.machine(),
        newest.caseId(),
        newest.criu(),
        newest.privilege(),
        newest.runtime(),
        newest.host(),
        newest.kernel(),
        newest.verdict(),
        newest.phase(),
        newest.error() == null ? null : redactor.redact(newest.error()),
        newest.errorId(),
        causeId,
        newest.harm(),
        newest.judgement(),
        newest.traits(),
        newest.options(),
        newest.commands().stream().map(redactor::redact).toList(),
        attempts,
        worked,
        newest.dumpMs(),
        newest.frozenMs(),
        newest.restoreMs(),
        newest.wallMs(),
        newest.imageBytes(),
        newest.ended(),
        newest.program(),
        List.copyOf(runs),
        latest);
  }
}
