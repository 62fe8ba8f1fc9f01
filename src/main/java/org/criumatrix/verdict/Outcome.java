package org.criumatrix.verdict;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Phase;

/**
 * What was seen of a cell.
 *
 * @param verdict works, refuses, fails, unavailable or broken; never an opinion
 * @param phase of a failure: where; null otherwise
 * @param failure CRIU's first relevant error line, or what the suite saw; of {@code unavailable}
 *     and {@code broken}: the reason; null when it works
 * @param measured times in milliseconds and sizes
 * @param checks sub-checks that do not change the verdict, and what they found
 * @param kernelLog lines of the kernel's log that appeared meanwhile
 * @param harm what it does to the program; null when it is not known, and for cells that did not
 *     run
 */
public record Outcome(
    Verdict verdict,
    Phase phase,
    Failure failure,
    Measured measured,
    Map<String, String> checks,
    List<String> kernelLog,
    Harm harm) {

  /** Without a look at what the failure left. */
  public Outcome(
      Verdict verdict,
      Phase phase,
      Failure failure,
      Measured measured,
      Map<String, String> checks,
      List<String> kernelLog) {
    this(
        verdict,
        phase,
        failure,
        measured,
        checks,
        kernelLog,
        Harm.of(verdict, phase, failure == null ? null : failure.id(), Survival.UNKNOWN));
  }

  /**
   * @param dumpMs wall time of the first dump; null when there was none
   * @param restoreMs wall time of the first restore; null when there was none
   * @param wallMs the whole cell
   * @param imageBytes size of the first dump's images; null when there are none
   * @param criuStats CRIU's own statistics, times in microseconds
   * @param stepsLost of a job that was interrupted: steps that it had taken and took again; null of
   *     anything else
   * @param phasesMs what each phase took, and what is before and behind them, milliseconds
   */
  public record Measured(
      Double dumpMs,
      Double restoreMs,
      double wallMs,
      Long imageBytes,
      Map<String, Long> criuStats,
      Integer stepsLost,
      Map<String, Double> phasesMs) {

    /** Without a job's figures. */
    public Measured(
        Double dumpMs,
        Double restoreMs,
        double wallMs,
        Long imageBytes,
        Map<String, Long> criuStats) {
      this(dumpMs, restoreMs, wallMs, imageBytes, criuStats, null, Map.of());
    }

    /** The same, with what each part of the cell took, which together are the whole of it. */
    public Measured withTimes(Map<String, Double> ms) {
      var all = ms.values().stream().mapToDouble(Double::doubleValue).sum();
      return new Measured(dumpMs, restoreMs, all, imageBytes, criuStats, stepsLost, ms);
    }

    /** The same of a job. */
    public Measured withStepsLost(int steps) {
      return new Measured(dumpMs, restoreMs, wallMs, imageBytes, criuStats, steps, phasesMs);
    }
  }

  /** The error or the reason; null when it works. */
  public String error() {
    return failure == null ? null : failure.text();
  }

  public static Outcome unavailable(String reason) {
    var nothing = new Measured(null, null, 0, null, Map.of());
    return new Outcome(
        Verdict.UNAVAILABLE, null, Failure.quoted(reason), nothing, Map.of(), List.of());
  }

  public static Outcome broken(String reason) {
    var nothing = new Measured(null, null, 0, null, Map.of());
    return new Outcome(Verdict.BROKEN, null, Failure.quoted(reason), nothing, Map.of(), List.of());
  }
}
