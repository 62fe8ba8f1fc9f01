package org.criumatrix.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Verdict;

/**
 * One line of {@code records.jsonl}. The fields up to {@code evidence} are the stable interface;
 * times are milliseconds.
 *
 * @param cell the cell's id
 * @param row the row's name, {@code network}
 * @param caseId row and name, {@code network/tcp-moved-server}
 * @param kernel the release of the kernel under the host
 * @param verdict not {@link Verdict#NOT_RUN}
 * @param phase of a failure: the phase that failed; null without one
 * @param error of a failure: CRIU's first telling error line or what the suite saw; of {@code
 *     unavailable} and {@code broken}: the reason
 * @param expected the expectation in words: {@code works}, {@code fails at dump: TEXT}
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
 */
@JsonPropertyOrder({
  "cell",
  "row",
  "case",
  "criu",
  "privilege",
  "runtime",
  "host",
  "kernel",
  "verdict",
  "phase",
  "error",
  "expected",
  "judgement",
  "dump_ms",
  "frozen_ms",
  "restore_ms",
  "wall_ms",
  "image_bytes",
  "evidence"
})
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CellRecord(
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
    List<Command> commands,
    @JsonProperty("criu_stats") Map<String, Long> criuStats,
    @JsonProperty("kernel_log") List<String> kernelLog,
    String ended,
    int attempt,
    @JsonProperty("steps_lost") Integer stepsLost,
    @JsonProperty("phases_ms") Map<String, Double> phasesMs) {

  /**
   * @throws IllegalArgumentException when it lacks what no record is without
   */
  public CellRecord {
    Require.text("cell", cell);
    Require.text("row", row);
    CaseId.parse(Require.text("case", caseId));
    Require.text("criu", criu);
    Require.text("privilege", privilege);
    Require.text("runtime", runtime);
    Require.text("host", host);
    Require.text("kernel", kernel);
    Require.text("expected", expected);
    Require.value("verdict", verdict);
    Require.value("judgement", judgement);
    checks = Require.values("checks", checks);
    commands = Require.values("commands", commands);
    criuStats = Require.values("criu_stats", criuStats);
    kernelLog = Require.values("kernel_log", kernelLog);
    phasesMs = Require.values("phases_ms", phasesMs);
  }

  /** Whether it is not as expected. */
  public boolean differs() {
    return judgement != Judgement.AS_EXPECTED;
  }

  /** {@code works}, {@code fails at dump}. */
  public String ending() {
    return phase == null ? verdict.key() : verdict.key() + " at " + phase.key();
  }

  /** {@code fails at dump: TEXT}. */
  public String endingWithError() {
    return error == null ? ending() : ending() + ": " + error;
  }

  /** The cell that it is of. */
  public Cell asCell() {
    return Cell.of(CaseId.parse(caseId), criu, privilege, runtime, host);
  }

  /**
   * @param line as an operator would type it, quoted for a shell
   * @param exit its exit code; null when a signal or the time limit ended it
   * @param ms wall time, milliseconds
   */
  public record Command(String line, Integer exit, Double ms) {
    public Command {
      Require.text("line of a command", line);
    }
  }
}
