package org.criumatrix.junit;

import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.account.LaneTime;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.execution.Rigs;
import org.criumatrix.host.HostKind;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Selection;
import org.criumatrix.matrix.Shard;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.record.Recorder;

/** Restricts the axes to what the user selected, and opens the run. */
public final class MatrixRunBuilder {

  private final Settings settings;
  private Axes axes;
  private MatrixFile expectations;
  private Rigs rigs;
  private Recorder recorder;
  private LaneTime time;
  private Map<Method, List<CasePlan>> plans;

  /**
   * @param builds the selected CRIU builds
   * @param runtimes all runtimes
   * @param hosts the selected kinds of host
   * @param root whether the suite is root on this machine
   * @throws IllegalArgumentException if an option selects nothing
   */
  public MatrixRunBuilder(
      Settings settings,
      List<CriuBuild> builds,
      List<Runtime> runtimes,
      List<HostKind> hosts,
      boolean root) {
    this.settings = settings;
    this.axes =
        new Axes(
            builds,
            Axes.select(
                Axis.PRIVILEGE, settings.privileges(), Privileges.all(root), Privilege::name),
            Axes.runtimes(settings, runtimes),
            hosts,
            Selection.of(settings.cells()),
            Shard.ALL);
  }

  /**
   * Returns the hosts that the user selected.
   *
   * @throws IllegalArgumentException if none is selected
   */
  public static List<HostKind> selected(Settings settings, List<HostKind> hosts) {
    return settings.hosts().of(hosts);
  }

  public MatrixRunBuilder expecting(MatrixFile file) {
    this.expectations = file;
    return this;
  }

  /**
   * @param laneTime is charged with the time of the lanes
   */
  public MatrixRunBuilder with(Rigs someRigs, Recorder aRecorder, LaneTime laneTime) {
    this.rigs = someRigs;
    this.recorder = aRecorder;
    this.time = laneTime;
    return this;
  }

  /**
   * @throws IllegalArgumentException if no cell is selected
   */
  public MatrixRunBuilder planning(List<Method> cases) {
    plans = plans(cases);
    if (cells().findAny().isEmpty()) {
      var asked = settings.cells();
      throw new IllegalArgumentException(
          "-Dcells='%s' selects no cell; %s"
              .formatted(asked, Suggestion.of(asked, all().map(CasePlan::id).toList())));
    }
    // Check the shard only now: an empty shard of a few cells is not a mistake.
    axes = axes.in(settings.shard());
    plans = plans(cases);
    return this;
  }

  private Map<Method, List<CasePlan>> plans(List<Method> cases) {
    var byMethod = new LinkedHashMap<Method, List<CasePlan>>();
    for (var method : cases) {
      var all = withDetails(method, CasePlan.of(method, axes));
      var quick = settings.tier() == Tier.QUICK;
      byMethod.put(method, quick ? CasePlan.situations(method, all) : all);
    }
    return byMethod;
  }

  /** Leaves cells of older builds out if the cases only add detail, and nobody asked for them. */
  private List<CasePlan> withDetails(Method method, List<CasePlan> cases) {
    return !CasePlan.isDetail(method)
            || settings.tier() == Tier.ALL
            || settings.cells().contains(cases.get(0).id().row() + "/")
        ? cases
        : cases.stream().map(plan -> plan.withNewestBuild(axes)).toList();
  }

  private Stream<CasePlan> all() {
    return plans.values().stream().flatMap(List::stream);
  }

  /** Returns the planned cells, row by row. */
  public List<Cell> selected() {
    return cells().toList();
  }

  private Stream<Cell> cells() {
    return all().flatMap(p -> p.cells().stream());
  }

  /**
   * @param kernels host → release
   */
  public MatrixRun open(PrintStream out, Map<String, String> kernels) {
    var attempts = new PlannedAttempts(selected(), settings.repeat(), settings.bound(), recorder);
    var run =
        new MatrixRun(
            settings,
            axes,
            expectations,
            rigs,
            recorder,
            time,
            progress(out, attempts),
            kernels,
            plans,
            attempts);
    run.enter();
    return run;
  }

  private Progress progress(PrintStream out, PlannedAttempts attempts) {
    return new Progress(
        out,
        Terminal.rewritesLines(),
        Terminal.columns(),
        (int) attempts.toDo().count(),
        timeLeft(attempts),
        settings.folder());
  }

  private TimeLeft timeLeft(PlannedAttempts attempts) {
    var left = new TimeLeft(settings.lanes());
    plans.forEach(
        (method, cases) -> {
          var row = method.getDeclaringClass().getAnnotation(Row.class);
          cases.stream()
              .flatMap(p -> p.cells().stream())
              .flatMap(attempts::at)
              .filter(attempts::needs)
              .map(a -> a.cell().on(Axis.CRIU))
              .forEach(build -> left.expects(row.value(), build, row.cost(), 1));
        });
    return left;
  }
}
