package org.criumatrix.testing;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Axes;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.record.CellRecord.Command;
import org.criumatrix.verdict.Failure;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Survival;
import org.criumatrix.verdict.Verdict;

/** A cell as it could have been run; a test sets what it is about and then its outcome. */
public final class SampleCell {

  private final CaseId id;
  private final Map<Axis, String> point = new EnumMap<>(Axis.class);
  private final boolean detailed;
  private String kernel = "6.18.44-fc";
  private Judgement judgement = Judgement.AS_EXPECTED;
  private String expected;
  private Cause cause = Cause.UNKNOWN;
  private String hint;
  private Integer stepsLost;
  private boolean older;
  private Survival left = Survival.UNKNOWN;
  private int attempt = 1;
  private Duration dump;
  private Duration frozen;
  private Duration restore;
  private long images = 4096;
  private Map<String, Duration> phases = Map.of();
  private Map<String, Long> statistics = Map.of();
  private Map<String, String> checks = Map.of();
  private List<Command> commands = List.of();
  private List<String> kernelLog = List.of();
  private List<String> traits;
  private List<String> options;
  private Prediction prediction;
  private CheckedObject object = CheckedObject.NONE;
  private String profile;

  private SampleCell(Cell cell, boolean detailed) {
    this.id = cell.caseId();
    this.point.putAll(cell.point());
    this.detailed = detailed;
    took(20);
    if (detailed) {
      held("append-file", "ghost-file:6M").with("--ghost-limit=8M").predicted();
    }
  }

  /** With CRIU 4.3 as root on this machine. */
  public static SampleCell of(String caseId) {
    return of(Cell.of(CaseId.parse(caseId), "4.3", "root", "none", "local"));
  }

  public static SampleCell of(Cell cell) {
    return new SampleCell(cell, false);
  }

  /** With something in every field, and times that differ from cell to cell. */
  public static SampleCell detailed(Cell cell) {
    var spread = 1 + Math.abs(cell.id().hashCode() % 100) / 50.0;
    return new SampleCell(cell, true)
        .kernel(cell.on(Axis.HOST).equals("local") ? "6.18.1" : "6.1.0-41-cloud-amd64")
        .took(6.2 * spread, 2.1 * spread, 4.9 * spread, (long) (1_400_000 * spread));
  }

  public Cell cell() {
    return new Cell(id, point);
  }

  public SampleCell criu(String version) {
    point.put(Axis.CRIU, version);
    return this;
  }

  public SampleCell privilege(String name) {
    point.put(Axis.PRIVILEGE, name);
    return this;
  }

  public SampleCell on(String host, String release) {
    point.put(Axis.HOST, host);
    return kernel(release);
  }

  public SampleCell kernel(String release) {
    this.kernel = release;
    return this;
  }

  /**
   * @param words the expectation; otherwise it is what the cell comes to
   */
  public SampleCell expected(String words) {
    this.expected = words;
    return this;
  }

  public SampleCell why(String why) {
    return cause(new Cause(why, cause.remedy(), cause.issue(), cause.fixed(), cause.kernel()));
  }

  public SampleCell cause(Cause known) {
    this.cause = known;
    return this;
  }

  public SampleCell hint(String text) {
    this.hint = text;
    return this;
  }

  public SampleCell judged(Judgement verdictAgainstExpectation) {
    this.judgement = verdictAgainstExpectation;
    return this;
  }

  public SampleCell attempt(int number) {
    this.attempt = number;
    return this;
  }

  public SampleCell stepsLost(int steps) {
    this.stepsLost = steps;
    return this;
  }

  /** Without the field {@code harm}, which older suites did not write. */
  public SampleCell byAnOlderSuite() {
    this.older = true;
    return this;
  }

  /**
   * @param survival what is left after the failure
   */
  public SampleCell left(Survival survival) {
    this.left = survival;
    return this;
  }

  /**
   * @param milliseconds of dump and of restore
   */
  public SampleCell took(double milliseconds) {
    return took(milliseconds, milliseconds / 4, milliseconds, images);
  }

  /**
   * @param dump milliseconds, as frozen and restore
   * @param images bytes
   */
  public SampleCell took(double dump, double frozen, double restore, long images) {
    this.dump = duration(dump);
    this.frozen = duration(frozen);
    this.restore = duration(restore);
    this.images = images;
    return this;
  }

  /** The traits of its program. */
  public SampleCell held(String... names) {
    this.traits = List.of(names);
    return this;
  }

  /** The options and plans of its dump. */
  public SampleCell with(String... names) {
    this.options = List.of(names);
    return this;
  }

  /** The profile whose options its calls of CRIU had. */
  public SampleCell profile(String name) {
    this.profile = name;
    return this;
  }

  /** Without failures it is predicted to work. */
  public SampleCell predicted(Prediction.Failure... failures) {
    var verdict = failures.length == 0 ? Verdict.WORKS : Verdict.FAILS;
    this.prediction = new Prediction(verdict, List.of(failures));
    return this;
  }

  public SampleCell phases(Map<String, Duration> phases) {
    this.phases = phases;
    return this;
  }

  /** What was run, and failed. */
  public SampleCell ran(String... lines) {
    this.commands = Stream.of(lines).map(l -> new Command(l, 1, 20.0)).toList();
    return this;
  }

  /** A value of CRIU's statistics, microseconds. */
  public SampleCell statistic(String name, long value) {
    this.statistics = Map.of(name, value);
    return this;
  }

  /** A sub-check and its result. */
  public SampleCell checked(String name, String found) {
    this.checks = Map.of(name, found);
    return this;
  }

  public SampleCell kernelLog(String line) {
    this.kernelLog = List.of(line);
    return this;
  }

  /** The kernel object whose properties its program compared. */
  public SampleCell compared(String about, CheckedValue... values) {
    this.object = new CheckedObject(about, List.of(values));
    return this;
  }

  public CellRecord works() {
    return record(Verdict.WORKS, null, null);
  }

  public CellRecord refuses() {
    return record(Verdict.REFUSES, null, null);
  }

  /**
   * @param phase its key, {@code dump}
   */
  public CellRecord fails(String phase, String error) {
    return record(Verdict.FAILS, Phase.find(phase).orElseThrow(), error);
  }

  public CellRecord unavailable(String reason) {
    return record(Verdict.UNAVAILABLE, null, reason);
  }

  public CellRecord broken(String reason) {
    return record(Verdict.BROKEN, null, reason);
  }

  private CellRecord record(Verdict verdict, Phase phase, String error) {
    var ran = verdict == Verdict.WORKS || detailed && verdict != Verdict.UNAVAILABLE;
    if (ran && detailed) {
      addDetails(phase);
    }
    var criu = point.get(Axis.CRIU).replaceAll("[^A-Za-z0-9.]+", "_");
    var errorId = phase == null ? null : FailureId.of(error).orElse(null);
    var record =
        CellRecord.of(new Axes(cell(), kernel, Caller.COMMAND.key(), null, profile))
            .outcome(verdict, phase, error == null ? null : new Failure(errorId, error))
            .judged(
                verdict == Verdict.BROKEN ? Judgement.BROKEN : judgement,
                expected != null ? expected : words(verdict, phase, error))
            .explained(cause, hint)
            .stepsLost(stepsLost)
            .harm(older ? null : Harm.of(verdict, phase, errorId, left))
            .phases(phases)
            .imageBytes(ran ? images : null)
            .evidence("evidence/%s/%s-%d".formatted(id, criu, attempt))
            .checks(checks)
            .commands(commands)
            .criuStats(statistics)
            .kernelLog(kernelLog)
            .traits(traits)
            .options(options)
            .predicted(prediction)
            .object(object)
            .attempt(attempt, "2026-11-22T15:31:0%dZ".formatted(attempt));
    return ran ? record.took(dump, frozen, restore, dump.multipliedBy(8)).build() : record.build();
  }

  private static String words(Verdict verdict, Phase phase, String error) {
    return phase == null
        ? verdict == Verdict.REFUSES ? "refuses" : "works"
        : "fails at %s: %s".formatted(phase.key(), error);
  }

  private void addDetails(Phase phase) {
    checks = Map.of("second-restore", "works", "second-dump", "fails at dump: pid in use");
    statistics = Map.of("freezing_time", 312L, "frozen_time", 2104L, "pages_written", 231L);
    var criu = "/root/.cache/criu-matrix/" + point.get(Axis.CRIU) + "/criu";
    var images = "-D /tmp/criu-matrix/images -v4 --shell-job";
    commands =
        List.of(
            new Command("%s dump %s -t 4711 -o dump.log".formatted(criu, images), 0, 6.2),
            new Command(
                "%s restore %s -d -o restore.log".formatted(criu, images),
                phase == Phase.RESTORE ? 1 : 0,
                4.9));
    if (phase != null) {
      hint("read dump.log from its end: the first error is not always the cause");
    }
    if (phase != null && kernelLog.isEmpty()) {
      kernelLog("[ 812.1] criu[4711]: segfault at 0 ip 00007f");
    }
  }

  private static Duration duration(double milliseconds) {
    return Duration.ofNanos(Math.round(milliseconds * 1e6));
  }
}
