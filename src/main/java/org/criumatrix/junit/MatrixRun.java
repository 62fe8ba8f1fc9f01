package org.criumatrix.junit;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.account.LaneTime;
import org.criumatrix.execution.Control;
import org.criumatrix.execution.Rigs;
import org.criumatrix.execution.Rigs.Point;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Profile;
import org.criumatrix.matrix.TraitSize;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Recorder;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.verdict.Judge;
import org.criumatrix.verdict.Judgement;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Prediction;
import org.criumatrix.verdict.Verdict;
import org.opentest4j.TestAbortedException;

/** A run of the matrix: what the cells, which JUnit makes and calls, have in common. */
public final class MatrixRun implements AutoCloseable {

  private static volatile MatrixRun current;

  private final Settings settings;
  private final Axes axes;
  private final MatrixFile expectations;
  private final MatrixFile knowledge;
  private final Rigs rigs;
  private final Recorder recorder;
  private final LaneTime time;
  private final Progress progress;
  private final Map<String, String> kernels;
  private final PlannedAttempts attempts;
  private final AllureEvidence attachments;
  private final Map<Method, List<CasePlan>> plans;
  private final SecondTries secondTries;
  private final List<Wave> waves;
  private final List<String> problems = new java.util.concurrent.CopyOnWriteArrayList<>();
  private volatile IOException diskProblem;
  private volatile boolean stopped;
  private volatile Wave wave = Wave.ALL;

  MatrixRun(
      Settings settings,
      Axes axes,
      MatrixFile expectations,
      Rigs rigs,
      Recorder recorder,
      LaneTime time,
      Progress progress,
      Map<String, String> kernels,
      Map<Method, List<CasePlan>> plans,
      PlannedAttempts attempts) {
    this.settings = settings;
    this.axes = axes;
    this.expectations = expectations;
    this.knowledge = expectations.knowledge();
    this.rigs = rigs;
    this.recorder = recorder;
    this.time = time;
    this.progress = progress;
    this.kernels = Map.copyOf(kernels);
    this.plans = plans;
    this.attempts = attempts;
    this.attachments = new AllureEvidence(attempts.planned());
    this.secondTries = SecondTries.of(plans);
    this.waves = Wave.with(Wave.of(axes.builds(), settings.repeat()), attempts.cells());
  }

  /** Makes this the run that JUnit's cells belong to. */
  void enter() {
    current = this;
  }

  static MatrixRun current() {
    var run = current;
    if (run == null) {
      throw new IllegalStateException(
          "scenarios run as a part of the matrix only: mvn verify -Pmatrix -Dcells=…");
    }
    return run;
  }

  List<CasePlan> plans(Method method) {
    return plans.getOrDefault(method, List.of());
  }

  Stream<Attempt> attempts(Cell cell) {
    return attempts.at(cell);
  }

  boolean stillToDo(Attempt attempt) {
    return attempts.needs(attempt);
  }

  /** Counts out an attempt whose cell was decided after the attempt was planned. */
  void skip(Attempt attempt) {
    progress.skips(attempt.cell());
  }

  List<Wave> waves() {
    return waves;
  }

  /** From here on cells of this wave are played, and no others. */
  void enters(Wave next) {
    wave = next;
  }

  boolean isInWave(Cell cell) {
    return wave.cells().test(cell);
  }

  /** Whether this wave is the first that plays cells of the case: its control comes before them. */
  boolean isFirstWaveOf(CasePlan plan) {
    return waves.stream()
        .filter(w -> plan.cells().stream().anyMatch(w.cells()))
        .findFirst()
        .filter(wave::equals)
        .isPresent();
  }

  boolean hasControls() {
    return settings.hasControls();
  }

  /**
   * A second restore and a second dump hardly depend on who calls CRIU: unless all of them are
   * asked for, they are played once, with the newest build and in the first attempt, and not at all
   * in a quick run.
   */
  boolean isTriedAgain(CasePlan plan, Attempt attempt) {
    return settings.hasAllSubChecks()
        || settings.tier() != Tier.QUICK
            && attempt.number() == 1
            && axes.isNewest(attempt.cell())
            && plan.hasFirstPrivilege(attempt.cell())
            && secondTries.include(plan);
  }

  AllureEvidence attachments() {
    return attachments;
  }

  Path folder() {
    return settings.folder();
  }

  /** From now on nothing is recorded: what still ends does so because everything ends. */
  public synchronized void stop() {
    stopped = true;
  }

  private void unlessStopped() {
    if (stopped || diskProblem != null) {
      throw new TestAbortedException("the run was cut off");
    }
  }

  CellRecord runCell(Attempt attempt, String about, Rigs.Scenario scenario) {
    unlessStopped();
    var cell = attempt.cell();
    progress.begins(cell.id());
    var evidence = attempt.evidence();
    var point = axes.point(cell);
    var result =
        time.spend("cells", () -> rigs.run(point, settings.folder().resolve(evidence), scenario));
    unlessStopped(); // what follows may try the cell once more
    var kernel = kernel(cell);
    var dump =
        new DumpContext(
            result.traits().map(TraitSize::parse).orElse(null),
            result.options().orElse(null),
            point.build().isOfCommit() ? point.build().release() : null);
    var expected =
        result.hasOtherOptions()
            ? met(result.outcome(), cell, kernel, dump)
            : expectations.expectation(cell, kernel, dump);
    var prediction = prediction(cell, kernel, dump);
    var onRecord = !Records.judgement(result, expected).differs();
    var hint =
        time.spend(
            "capability sweeps",
            () ->
                CapabilityHint.of(
                    rigs, settings, cell.caseId(), point, result.outcome(), onRecord, scenario));
    var record =
        Records.of(attempt, about, axes(cell, kernel, dump), result, expected, prediction, hint);
    time.spend("records", () -> add(record));
    attempts.count(record);
    RepeatedEvidence.remove(record, settings.folder());
    progress.ended(record);
    return record;
  }

  private CellRecord.Axes axes(Cell cell, String kernel, DumpContext dump) {
    return new CellRecord.Axes(
        cell,
        kernel,
        settings.caller().key(),
        dump.release(),
        settings.profile().map(Profile::name).orElse(null));
  }

  /**
   * Returns the failure of a cell that a line about any program explains; lines about a case are
   * about the options that it chooses.
   */
  private Optional<Expectation> met(Outcome seen, Cell cell, String kernel, DumpContext dump) {
    return seen.verdict() != Verdict.FAILS
        ? Optional.empty()
        : knowledge.failures(cell, kernel, dump).stream()
            .filter(e -> Judge.judge(seen, Optional.of(e)) == Judgement.AS_EXPECTED)
            .reduce((earlier, later) -> later);
  }

  /** Returns what is known of any program that holds the same; null where no CRIU takes part. */
  private Prediction prediction(Cell cell, String kernel, DumpContext dump) {
    return WithoutCriu.is(cell.on(Axis.CRIU))
        ? null
        : Prediction.of(knowledge.failures(cell, kernel, dump));
  }

  private synchronized void add(CellRecord record) {
    unlessStopped();
    try {
      recorder.add(record);
    } catch (IOException e) {
      // The record stays in memory; the end of the run tries again and reports it.
      diskProblem = e;
      throw new java.io.UncheckedIOException("the record cannot be written", e);
    }
  }

  /**
   * Plays a case of the plan with a negative control, with the first privilege that can run here.
   */
  Outcome runControl(CasePlan plan, Control.Kind kind, Rigs.Scenario scenario) {
    var byPrivilege = new LinkedHashMap<String, Cell>();
    plan.cells().forEach(c -> byPrivilege.putIfAbsent(c.on(Axis.PRIVILEGE), c));
    Outcome outcome = null;
    var control = new Control(kind);
    var name = EvidencePaths.name(plan.id().toString()) + kind.suffix();
    var folder = settings.folder().resolve("controls").resolve(name);
    for (var cell : byPrivilege.values()) {
      var point = axes.point(cell);
      var runtime = point.runtime().pretending().orElseGet(control::runtime);
      var lying = new Point(point.host(), point.build(), point.privilege(), runtime);
      outcome = time.spend("negative controls", () -> rigs.run(lying, folder, scenario)).outcome();
      if (outcome.verdict() != Verdict.UNAVAILABLE) {
        break;
      }
    }
    return outcome;
  }

  /** Does it, and charges its time to Allure's account. */
  void forAllure(Runnable work) {
    time.spend("Allure results", work);
  }

  /** Something is wrong with the suite or its expectations, which the run's end reports. */
  void reports(String problem) {
    problems.add(problem);
  }

  /** What is wrong with the suite itself. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** Why records could not be written; null when they could. */
  public IOException diskProblem() {
    return diskProblem;
  }

  /** How many attempts at the selected cells have a record or are still needed. */
  public int planned() {
    return attempts.planned();
  }

  /** Cells that were selected and have no record yet. */
  public List<NotRun> notRun() {
    var recorded = recorder.records().stream().map(CellRecord::id).collect(Collectors.toSet());
    return plans.values().stream()
        .flatMap(List::stream)
        .flatMap(
            plan ->
                plan.cells().stream()
                    .filter(cell -> !recorded.contains(cell.id()))
                    .map(cell -> NotRun.of(cell, kernel(cell), plan.about())))
        .toList();
  }

  private String kernel(Cell cell) {
    return kernels.getOrDefault(cell.on(Axis.HOST), "unknown");
  }

  public Recorder recorder() {
    return recorder;
  }

  public List<CellRecord> records() {
    return recorder.records();
  }

  /** What cells are judged by. */
  public MatrixFile expectations() {
    return expectations;
  }

  /** Lines of matrix.csv that no cell of this run needed. */
  public List<Integer> unusedLines() {
    return expectations.unusedLines();
  }

  /** Closes every host; no cell can be played any more. */
  public void closeHosts() {
    rigs.close();
  }

  @Override
  public void close() {
    closeHosts();
    progress.close();
    current = null;
  }
}
