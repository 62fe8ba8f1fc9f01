package org.criumatrix.record;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord.Axes;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.record.CellRecord.Command;
import org.criumatrix.record.CellRecord.Evidence;
import org.criumatrix.record.CellRecord.Result;
import org.criumatrix.record.CellRecord.Timing;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/** Builds a {@link CellRecord}, which lacks what is not given. */
public final class CellRecordBuilder {

  private final Axes axes;
  private Verdict verdict;
  private Phase phase;
  private Failure failure;
  private String expected;
  private Judgement judgement;
  private Cause cause = Cause.UNKNOWN;
  private String hint;
  private Map<String, String> checks = Map.of();
  private Integer stepsLost;
  private Harm harm;
  private Timing timing = new Timing(null, null, null, null, Map.of());
  private String folder;
  private Long imageBytes;
  private List<Command> commands = List.of();
  private Map<String, Long> criuStats = Map.of();
  private List<String> kernelLog = List.of();
  private List<String> traits;
  private List<String> options;
  private CheckedObject object = CheckedObject.NONE;
  private Prediction prediction;
  private int attempt = 1;
  private String ended;

  CellRecordBuilder(Axes axes) {
    this.axes = axes;
  }

  /**
   * @param phase the phase that failed; null without a failure
   * @param failure the error or the reason; null if it works
   */
  public CellRecordBuilder outcome(Verdict verdict, Phase phase, Failure failure) {
    this.verdict = verdict;
    this.phase = phase;
    this.failure = failure;
    return this;
  }

  /**
   * @param expected the expectation in words
   */
  public CellRecordBuilder judged(Judgement judgement, String expected) {
    this.judgement = judgement;
    this.expected = expected;
    return this;
  }

  /**
   * @param cause of a failure on record
   * @param hint may be null
   */
  public CellRecordBuilder explained(Cause cause, String hint) {
    this.cause = cause;
    this.hint = hint;
    return this;
  }

  public CellRecordBuilder checks(Map<String, String> checks) {
    this.checks = checks;
    return this;
  }

  /**
   * @param steps null for anything but an interrupted job
   */
  public CellRecordBuilder stepsLost(Integer steps) {
    this.stepsLost = steps;
    return this;
  }

  /**
   * @param harm null if it is not known
   */
  public CellRecordBuilder harm(Harm harm) {
    this.harm = harm;
    return this;
  }

  /** Each may be null. */
  public CellRecordBuilder took(Duration dump, Duration frozen, Duration restore, Duration wall) {
    this.timing = new Timing(dump, frozen, restore, wall, timing.phases());
    return this;
  }

  public CellRecordBuilder phases(Map<String, Duration> phases) {
    this.timing =
        new Timing(timing.dump(), timing.frozen(), timing.restore(), timing.wall(), phases);
    return this;
  }

  /**
   * @param folder relative to the run's folder; may be null
   */
  public CellRecordBuilder evidence(String folder) {
    this.folder = folder;
    return this;
  }

  /**
   * @param bytes null without images
   */
  public CellRecordBuilder imageBytes(Long bytes) {
    this.imageBytes = bytes;
    return this;
  }

  public CellRecordBuilder commands(List<Command> commands) {
    this.commands = commands;
    return this;
  }

  public CellRecordBuilder criuStats(Map<String, Long> statistics) {
    this.criuStats = statistics;
    return this;
  }

  public CellRecordBuilder kernelLog(List<String> lines) {
    this.kernelLog = lines;
    return this;
  }

  /**
   * @param held as in {@link Evidence}; null if it is not known
   */
  public CellRecordBuilder traits(List<String> held) {
    this.traits = held;
    return this;
  }

  /**
   * @param given as in {@link Evidence}; null if they are not known
   */
  public CellRecordBuilder options(List<String> given) {
    this.options = given;
    return this;
  }

  /**
   * @param compared as in {@link Evidence}
   */
  public CellRecordBuilder object(CheckedObject compared) {
    this.object = compared;
    return this;
  }

  public CellRecordBuilder predicted(Prediction prediction) {
    this.prediction = prediction;
    return this;
  }

  /**
   * @param number 1 for the first
   * @param ended ISO 8601
   */
  public CellRecordBuilder attempt(int number, String ended) {
    this.attempt = number;
    this.ended = ended;
    return this;
  }

  /**
   * @throws IllegalArgumentException if outcome or judgement are missing
   */
  public CellRecord build() {
    return new CellRecord(
        axes,
        new Result(
            verdict,
            phase,
            failure,
            expected,
            judgement,
            cause,
            hint,
            checks,
            stepsLost,
            harm,
            prediction),
        timing,
        new Evidence(folder, imageBytes, commands, criuStats, kernelLog, traits, options, object),
        attempt,
        ended);
  }
}
