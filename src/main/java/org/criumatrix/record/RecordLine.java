package org.criumatrix.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/**
 * A {@link CellRecord} as {@code records.jsonl} has it: flat, times in milliseconds. The fields up
 * to {@code evidence} are the stable interface.
 *
 * @param cell the cell's id
 * @param row the row's name, {@code network}
 * @param caseId row and name, {@code network/tcp-moved-server}
 * @param kernel the release of the kernel under the host
 * @param verdict not {@link Verdict#NOT_RUN}
 * @param phase of a failure: the phase that failed; null without one
 * @param error of a failure: CRIU's first telling error line or what the suite saw; of {@code
 *     unavailable} and {@code broken}: the reason
 * @param expected the expectation in words: {@code works}, {@code refuses}, {@code fails at dump:
 *     TEXT}
 * @param judgement the verdict compared with the expectation
 * @param dumpMs wall time of {@code criu dump}, from its start until it was reaped
 * @param frozenMs how long the subject was frozen, by CRIU's own statistics
 * @param restoreMs wall time of {@code criu restore}
 * @param wallMs the whole cell
 * @param imageBytes size of the images
 * @param evidence folder with logs and outputs, relative to {@code target/matrix}
 * @param why of a failure on record: its cause, from matrix.csv
 * @param hint what may help the reader: a missing capability, how to read the failure
 * @param checks sub-checks that do not change the verdict: {@code second-restore} → {@code works}
 *     or what failed
 * @param commands what was run, as an operator would type it
 * @param criuStats CRIU's own statistics, times in microseconds
 * @param kernelLog lines of the kernel's log that appeared during the cell
 * @param attempt 1, or more where cells are repeated: every attempt has a record
 * @param ended when the cell ended, ISO 8601
 * @param stepsLost of a batch system's job that was interrupted: steps that it had taken and took
 *     again, since the last checkpoint
 * @param phasesMs milliseconds of each part of the cell: {@code dump}; before the phases there is
 *     {@code prepare}, behind them {@code evidence}
 * @param errorId name of a {@link FailureId}; null for text of CRIU or of the program
 * @param traits what the subjects held; null if it is not known, and in older records
 * @param options the options that the dumps were given; null as {@code traits}
 * @param prediction what was predicted before the dump of any program that holds the same; null in
 *     older records
 * @param remedy of a failure on record: what makes it work, and in brackets a case that proves it
 * @param issue of a failure on record: where its cause is discussed, an address or a commit
 * @param fixed of a failure on record: the first version of CRIU without its cause
 * @param about what the case is, in one sentence, or what a program about a kernel object checks;
 *     null in older records
 * @param values properties that a program about kernel objects compared; null for other programs,
 *     and in older records
 * @param harm what the result does to the program; null if it is not known, and in records of older
 *     suites
 * @param criuRelease the version that the CRIU reports, where its value on the axis is a commit;
 *     null for others, and in records of older suites
 * @param causeKernel of a failure on record: the kernels that have its cause; null for all of them,
 *     and in older records
 * @param caller how CRIU was called, {@code swrk}; null in older records, which used its command
 *     line
 * @param profile the profile whose options CRIU was called with, {@code runc}; null for the options
 *     that the case chooses, and in older records
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
record RecordLine(
    String cell,
    String row,
    @JsonProperty("case") String caseId,
    String criu,
    String privilege,
    String runtime,
    String host,
    String kernel,
    Verdict verdict,
    Phase phase,
    String error,
    String expected,
    Judgement judgement,
    @JsonProperty("dump_ms") Double dumpMs,
    @JsonProperty("frozen_ms") Double frozenMs,
    @JsonProperty("restore_ms") Double restoreMs,
    @JsonProperty("wall_ms") Double wallMs,
    @JsonProperty("image_bytes") Long imageBytes,
    String evidence,
    String why,
    String hint,
    Map<String, String> checks,
    List<CellRecord.Command> commands,
    @JsonProperty("criu_stats") Map<String, Long> criuStats,
    @JsonProperty("kernel_log") List<String> kernelLog,
    String ended,
    int attempt,
    @JsonProperty("steps_lost") Integer stepsLost,
    @JsonProperty("phases_ms") Map<String, Double> phasesMs,
    @JsonProperty("error_id") String errorId,
    Harm harm,
    List<String> traits,
    List<String> options,
    Prediction prediction,
    String remedy,
    String issue,
    String fixed,
    String about,
    List<CheckedValue> values,
    @JsonProperty("cause_kernel") String causeKernel,
    @JsonProperty("criu_release") String criuRelease,
    String caller,
    String profile) {

  static RecordLine of(CellRecord record) {
    var cell = record.axes().cell();
    var result = record.result();
    var timing = record.timing();
    var evidence = record.evidence();
    return new RecordLine(
        cell.id(),
        cell.caseId().row(),
        cell.caseId().toString(),
        cell.on(Axis.CRIU),
        cell.on(Axis.PRIVILEGE),
        cell.on(Axis.RUNTIME),
        cell.on(Axis.HOST),
        record.axes().kernel(),
        result.verdict(),
        result.phase(),
        record.error(),
        result.expected(),
        result.judgement(),
        Milliseconds.of(timing.dump()),
        Milliseconds.of(timing.frozen()),
        Milliseconds.of(timing.restore()),
        Milliseconds.of(timing.wall()),
        evidence.imageBytes(),
        evidence.folder(),
        result.cause().why(),
        result.hint(),
        result.checks(),
        evidence.commands(),
        evidence.criuStats(),
        evidence.kernelLog(),
        record.ended(),
        record.attempt(),
        result.stepsLost(),
        Milliseconds.of(timing.phases()),
        record.errorId() == null ? null : record.errorId().name(),
        result.harm(),
        evidence.traits(),
        evidence.options(),
        result.prediction(),
        result.cause().remedy(),
        result.cause().issue(),
        result.cause().fixed(),
        record.about().isEmpty() ? null : record.about(),
        evidence.object().values().isEmpty() ? null : evidence.object().values(),
        result.cause().kernel(),
        record.axes().release(),
        record.caller(),
        record.profile());
  }

  private CheckedObject object() {
    return new CheckedObject(about == null ? "" : about, Require.values("values", values));
  }

  private Failure failure() {
    var id = id();
    return error == null && id == null ? null : new Failure(id, error);
  }

  /** Lines that were written before there were ids get theirs by the sentence. */
  private FailureId id() {
    if (errorId == null) {
      return verdict == Verdict.FAILS ? FailureId.of(error).orElse(null) : null;
    }
    return FailureId.named(errorId)
        .orElseThrow(
            () -> new IllegalArgumentException("unknown 'error_id': %s".formatted(errorId)));
  }

  /**
   * @throws IllegalArgumentException if a field is missing that every record has, or cannot be used
   */
  CellRecord toRecord() {
    var id = CaseId.parse(Require.value("case", caseId));
    var point =
        Cell.of(
            id,
            Require.value("criu", criu),
            Require.value("privilege", privilege),
            Require.value("runtime", runtime),
            Require.value("host", host));
    if (!point.id().equals(Require.value("cell", cell))) {
      throw new IllegalArgumentException(
          "'cell' is %s, but its axes say %s".formatted(cell, point.id()));
    }
    return new CellRecord(
        new CellRecord.Axes(
            point, kernel, caller == null ? Caller.COMMAND.key() : caller, criuRelease, profile),
        new CellRecord.Result(
            verdict,
            phase,
            failure(),
            expected,
            judgement,
            new CellRecord.Cause(why, remedy, issue, fixed, causeKernel),
            hint,
            checks,
            stepsLost,
            harm,
            prediction),
        new CellRecord.Timing(
            Milliseconds.duration("dump_ms", dumpMs),
            Milliseconds.duration("frozen_ms", frozenMs),
            Milliseconds.duration("restore_ms", restoreMs),
            Milliseconds.duration("wall_ms", wallMs),
            Milliseconds.durations("phases_ms", phasesMs)),
        new CellRecord.Evidence(
            evidence, imageBytes, commands, criuStats, kernelLog, traits, options, object()),
        attempt,
        ended);
  }
}
