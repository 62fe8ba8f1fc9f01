package org.criumatrix.record;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.EndingText;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Profile;
import org.criumatrix.matrix.TraitSize;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;

/**
 * What a run found out about one cell. {@code records.jsonl} has it as one line, see {@link
 * RecordJson}.
 *
 * @param attempt 1, or more if cells are repeated: every attempt has a record
 * @param ended when the cell ended, ISO 8601
 */
public record CellRecord(
    Axes axes, Result result, Timing timing, Evidence evidence, int attempt, String ended) {

  /** Verdicts about CRIU. */
  private static final Set<Verdict> TRIED = Set.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS);

  /**
   * Where the cell was run.
   *
   * @param kernel the release of the kernel under the host
   * @param caller how CRIU was called, the name of a {@link Caller}
   * @param release of the CRIU, where its value on the axis is a commit; null for others
   * @param profile the name of the {@link Profile} whose options CRIU was called with; null for the
   *     options that the case chooses
   */
  public record Axes(Cell cell, String kernel, String caller, String release, String profile) {

    /** With the options that the case chooses. */
    public Axes(Cell cell, String kernel, String caller, String release) {
      this(cell, kernel, caller, release, null);
    }

    public Axes {
      Require.value("cell", cell);
      Require.value("kernel", kernel);
      Require.value("caller", caller);
    }
  }

  /**
   * What the cell came to.
   *
   * @param verdict not {@link Verdict#NOT_RUN}
   * @param phase the phase that failed; null without a failure
   * @param failure CRIU's first relevant error line or what the suite saw; of {@code unavailable}
   *     and {@code broken}: the reason; null if it works
   * @param expected the expectation in words: {@code works}, {@code fails at dump: TEXT}
   * @param judgement the verdict compared with the expectation
   * @param cause of a failure on record: what matrix.csv knows of its cause
   * @param hint what may help the reader: a missing capability, how to read the failure
   * @param checks sub-checks that do not change the verdict: {@code second-restore} → {@code works}
   *     or what failed
   * @param stepsLost of a batch system's job that was interrupted: steps that it had taken and took
   *     again, since the last checkpoint
   * @param harm what it does to the program; null if it is not known, and in records of older
   *     suites
   * @param prediction what was expected of any program that holds the same; null in records of
   *     older suites
   */
  public record Result(
      Verdict verdict,
      Phase phase,
      Failure failure,
      String expected,
      Judgement judgement,
      Cause cause,
      String hint,
      Map<String, String> checks,
      Integer stepsLost,
      Harm harm,
      Prediction prediction) {
    public Result {
      Require.value("verdict", verdict);
      Require.value("expected", expected);
      Require.value("judgement", judgement);
      Require.value("cause", cause);
      checks = Require.values("checks", checks);
    }
  }

  /**
   * What matrix.csv knows of the cause of a failure; each may be null.
   *
   * @param why the cause
   * @param remedy what makes it work, and in brackets a case that proves it
   * @param issue where it is discussed: an address, or a commit
   * @param fixed the first version of CRIU without it
   * @param kernel the kernels with it, {@code >=6.16}; null for all, and in records of older suites
   */
  public record Cause(String why, String remedy, String issue, String fixed, String kernel) {

    public static final Cause UNKNOWN = new Cause(null, null, null, null);

    /** Returns a cause that any kernel can have. */
    public Cause(String why, String remedy, String issue, String fixed) {
      this(why, remedy, issue, fixed, null);
    }

    /** Returns what is known in addition to the cause, as sentences without a full stop. */
    public List<String> sentences() {
      var sentences = new ArrayList<String>();
      if (remedy != null) {
        sentences.add("What makes it work: " + remedy);
      }
      if (fixed != null) {
        sentences.add("Fixed in CRIU " + fixed);
      }
      if (issue != null) {
        sentences.add((hasAddress() ? "Issue: " : "Commit: ") + issue);
      }
      return List.copyOf(sentences);
    }

    /** Whether the issue is an address that a page may link to. */
    public boolean hasAddress() {
      return issue != null && issue.matches("https?://\\S+");
    }
  }

  /**
   * How long things took; null where they did not happen.
   *
   * @param dump wall time of {@code criu dump}, from its start until it was reaped
   * @param frozen how long the subject was frozen, by CRIU's own statistics
   * @param restore wall time of {@code criu restore}
   * @param wall the whole cell
   * @param phases each part of the cell: {@code dump}; before the phases there is {@code prepare},
   *     behind them {@code evidence}
   */
  public record Timing(
      Duration dump,
      Duration frozen,
      Duration restore,
      Duration wall,
      Map<String, Duration> phases) {
    public Timing {
      phases = Require.values("phases_ms", phases);
    }
  }

  /**
   * What a reader can check.
   *
   * @param folder logs and outputs, relative to {@code target/matrix}; null without any
   * @param imageBytes size of the images; null without any
   * @param commands what was run, as an operator would type it
   * @param criuStats CRIU's own statistics, times in microseconds
   * @param kernelLog lines of the kernel's log that appeared during the cell
   * @param traits what the subjects held just before their dumps, {@code ghost-file:6M}; null if it
   *     is not known
   * @param options the options that the dumps were given, {@code --ghost-limit=8M}; null if they
   *     are not known
   * @param object what the case is about, and the properties that its program compared
   */
  public record Evidence(
      String folder,
      Long imageBytes,
      List<Command> commands,
      Map<String, Long> criuStats,
      List<String> kernelLog,
      List<String> traits,
      List<String> options,
      CheckedObject object) {
    public Evidence {
      commands = Require.values("commands", commands);
      criuStats = Require.values("criu_stats", criuStats);
      kernelLog = Require.values("kernel_log", kernelLog);
      if (traits != null) {
        TraitSize.parse(Require.values("traits", traits));
      }
      if (options != null) {
        options = Require.values("options", options);
      }
      Require.value("object", object);
    }
  }

  /**
   * @param line as an operator would type it, quoted for a shell
   * @param exit its exit code; null when a signal or the time limit ended it
   * @param ms wall time, milliseconds
   */
  public record Command(String line, Integer exit, Double ms) {
    public Command {
      Require.value("line of a command", line);
    }
  }

  public static CellRecordBuilder of(Cell cell, String kernel) {
    return of(new Axes(cell, kernel, Caller.COMMAND.key(), null));
  }

  public static CellRecordBuilder of(Axes axes) {
    return new CellRecordBuilder(axes);
  }

  /** The cell's id. */
  public String id() {
    return axes.cell().id();
  }

  public CaseId caseId() {
    return axes.cell().caseId();
  }

  public String row() {
    return caseId().row();
  }

  /** What the case is, in one sentence; empty in older records. */
  public String about() {
    return evidence.object().about();
  }

  public String on(Axis axis) {
    return axes.cell().on(axis);
  }

  public String criu() {
    return on(Axis.CRIU);
  }

  public String privilege() {
    return on(Axis.PRIVILEGE);
  }

  public String runtime() {
    return on(Axis.RUNTIME);
  }

  public String host() {
    return on(Axis.HOST);
  }

  public String kernel() {
    return axes.kernel();
  }

  /** How CRIU was called: {@code command}, {@code swrk}. */
  public String caller() {
    return axes.caller();
  }

  /** The profile whose options CRIU was called with; null for the case's own options. */
  public String profile() {
    return axes.profile();
  }

  public Verdict verdict() {
    return result.verdict();
  }

  /** The phase that failed; null without a failure. */
  public Phase phase() {
    return result.phase();
  }

  /** The error or the reason; null when it works. */
  public String error() {
    return result.failure() == null ? null : result.failure().text();
  }

  /** Of an error that the suite describes itself; null otherwise. */
  public FailureId errorId() {
    return result.failure() == null ? null : result.failure().id();
  }

  /** Returns what matrix.csv knows of its cause. */
  public Cause cause() {
    return result.cause();
  }

  /** What it does to the program; null if it is not known, and in records of older suites. */
  public Harm harm() {
    return result.harm();
  }

  public Judgement judgement() {
    return result.judgement();
  }

  /** Whether an older suite wrote it, which called a refusal {@code works} too. */
  public boolean mayBeRefusal() {
    return verdict() == Verdict.WORKS && harm() == null;
  }

  /** Returns the traits, name → bytes of the largest, 0 without a size; null if not known. */
  public Map<String, Long> traits() {
    return evidence.traits() == null ? null : TraitSize.parse(evidence.traits());
  }

  /** Returns what was known of the dumps before they began. */
  public DumpContext dump() {
    return new DumpContext(traits(), evidence.options(), axes.release());
  }

  /** Returns what was predicted before the dump; null in records of older suites. */
  public Prediction prediction() {
    return result.prediction();
  }

  /**
   * Returns how the prediction compares with what was seen; empty without a prediction, and if the
   * cell says nothing about CRIU.
   */
  public Optional<Prediction.Result> advice() {
    return prediction() == null || !isTried()
        ? Optional.empty()
        : Optional.of(prediction().compare(verdict(), phase(), error(), errorId()));
  }

  /** Whether it says anything about CRIU: it works, refuses or fails. */
  public boolean isTried() {
    return TRIED.contains(verdict());
  }

  /** Whether it is not as expected. */
  public boolean differs() {
    return judgement().differs();
  }

  /** {@code works}, {@code fails at dump}. */
  public String ending() {
    return ending("");
  }

  /** {@code fails at dump: TEXT}. */
  public String endingWithError() {
    return ending(error());
  }

  private String ending(String text) {
    return EndingText.of(verdict().key(), phase() == null ? "" : phase().key(), text);
  }
}
