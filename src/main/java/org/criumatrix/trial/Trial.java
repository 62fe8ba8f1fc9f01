package org.criumatrix.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.criumatrix.account.LaneTime;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.Needs;
import org.criumatrix.cell.Waits;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.execution.CellResult;
import org.criumatrix.execution.Rigs;
import org.criumatrix.execution.Rigs.Point;
import org.criumatrix.host.HostKind;
import org.criumatrix.privilege.Privilege;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.program.Difference;
import org.criumatrix.program.Reference;
import org.criumatrix.trial.Attempt.Effect;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;

/** Plays the runs of a trial, one after the other. */
public final class Trial {

  /** Each time the program was lost for a reason that other options may do away with. */
  private static final int MAX_AGAIN = 6;

  /** Runs that were over before they could be dumped. */
  private static final int MAX_TOO_LATE = 3;

  /** Everything that CRIU has ever needed here, for a program that fails with less. */
  private static final Set<String> MANY =
      Set.of(
          "cap_checkpoint_restore",
          "cap_setpcap",
          "cap_net_admin",
          "cap_sys_ptrace",
          "cap_dac_override",
          "cap_chown",
          "cap_fowner",
          "cap_kill",
          "cap_setuid",
          "cap_setgid",
          "cap_sys_admin");

  /** What helps if the results differ from run to run. */
  private static final String REMEDY =
      "\nremedy: a fixed seed, no times in its output (--ignore REGEX leaves lines out), or --compare PROGRAM, which says whether two results are equal";

  private static final String CAPABILITIES = "capabilities";

  private final TrialPlan plan;
  private final HostKind host;
  private final Adviser adviser;
  private final Consumer<String> progress;
  private final Rigs rigs;
  private final Set<String> noise = new TreeSet<>();
  private boolean isNoiseKnown;
  private int runs;

  /**
   * @param host where the runs are, each on a fresh one
   * @param workloads the folder with the agent and the inventory
   * @param progress gets a line for each run
   */
  public Trial(
      TrialPlan plan, HostKind host, Path workloads, Adviser adviser, Consumer<String> progress) {
    this.plan = plan;
    this.host = host;
    this.adviser = adviser;
    this.progress = progress;
    this.rigs = new Rigs(workloads, Waits.USUAL, false, new LaneTime());
  }

  /**
   * Plays all runs.
   *
   * @throws TrialException if nothing can be said of the program
   */
  public TrialReport play() {
    var begun = System.nanoTime();
    try {
      var kernel = rigs.facts(host).map(f -> f.kernel()).orElse("");
      var one = uninterrupted("uninterrupted");
      var other = uninterrupted("uninterrupted again");
      var reference = new Reference(one.result(), other.result(), plan.program().compared());
      var notes = new ArrayList<String>();
      Complaints.requireUsualEnd(plan.program(), one.result());
      if (plan.program().stop() == 0) {
        Complaints.end(one.result()).ifPresent(notes::add);
      }
      if (reference.hasExitCodeAlone()) {
        notes.add("it prints and writes nothing, so that its exit code alone can be compared");
      }
      if (!reference.isComparable() && plan.comparer().isEmpty()) {
        throw new TrialException(
            "it is not deterministic: nothing of its results is the same in two runs without a checkpoint (%s)"
                    .formatted(String.join(", ", reference.varying()))
                + REMEDY);
      }
      var answers = new ArrayList<BuildAnswer>();
      for (var build : plan.builds()) {
        for (var privilege : plan.privileges()) {
          answers.add(answer(build, privilege, reference, one.whole()));
        }
      }
      return new TrialReport(
          plan,
          reference,
          one.ready(),
          one.whole(),
          noted(notes),
          kernel,
          answers,
          Duration.ofNanos(System.nanoTime() - begun));
    } finally {
      rigs.close();
    }
  }

  private List<String> noted(List<String> notes) {
    if (!noise.isEmpty()) {
      notes.add(
          "it is not deterministic, and these were not compared: " + String.join(", ", noise));
    }
    return notes;
  }

  private UninterruptedScenario uninterrupted(String what) {
    var scenario = new UninterruptedScenario(plan);
    var privilege = withCapabilities(plan.privileges().get(0), plan.program().options());
    var point = point(plan.builds().get(0), privilege);
    var result = run(what, point, scenario);
    scenario.requireNoProblem();
    if (scenario.result() == null) {
      throw new TrialException(
          "%s: %s".formatted(result.outcome().verdict().key(), result.outcome().error()));
    }
    Saved.write(plan.output(), "run-" + runs, scenario.result());
    return scenario;
  }

  private Point point(CriuBuild build, Privilege privilege) {
    var runtime =
        plan.isContained() ? UserFolder.contained(plan.folder()) : UserFolder.plain(plan.folder());
    return new Point(host, build, privilege, runtime);
  }

  private CellResult run(String what, Point point, Rigs.Scenario scenario) {
    runs++;
    var begun = System.nanoTime();
    var result = rigs.run(point, plan.output().resolve("evidence/run-" + runs), scenario);
    progress.accept("run %d, %s: %.1f s".formatted(runs, what, (System.nanoTime() - begun) / 1e9));
    return result;
  }

  private BuildAnswer answer(
      CriuBuild build, Privilege given, Reference reference, Duration whole) {
    var moments = plan.moments().in(whole);
    var search = new WaySearch(adviser, build.release(), given.name());
    var privilege = withCapabilities(given, plan.program().options());
    var attempts = new ArrayList<Attempt>();
    var todo = new ArrayDeque<>(moments);
    var way = plan.program().options();
    var again = 0;
    var tooLate = 0;
    var isSmallest = true;
    var hasMany = false;
    while (!todo.isEmpty()) {
      var moment = todo.poll();
      var ways = new ArrayList<>(isSmallest ? List.<List<String>>of() : Ways.withoutOne(way));
      ways.add(way);
      var scenario = new AttemptScenario(plan, reference, moment, search, ways);
      var result = run(title(build, given, moment), point(build, privilege), scenario);
      if (scenario.endedAfter().isPresent() && tooLate++ < MAX_TOO_LATE) {
        // It was faster this time.
        todo.addFirst(scenario.endedAfter().get().dividedBy(2));
        continue;
      }
      scenario.requireNoProblem();
      if (isImpossible(result.outcome())) {
        return unavailable(build, given, result.outcome(), attempts);
      }
      var attempt = confirmed(attempt(scenario, result), reference);
      attempts.add(attempt);
      if (scenario.again().isPresent() && again++ < MAX_AGAIN) {
        way = scenario.again().get();
        isSmallest = false;
        todo.addFirst(moment);
      } else if (attempt.works()) {
        var found = scenario.way().size() > way.size();
        way = scenario.way();
        isSmallest = !found || way.size() < 2;
        if (!isSmallest && todo.isEmpty()) {
          todo.add(moment);
        }
        privilege = withCapabilities(given, way);
      } else if (!isSmallest) {
        // With fewer options it comes back, but not as it was.
        isSmallest = true;
        todo.addFirst(moment);
      } else if (given.name().equals(CAPABILITIES) && !hasMany) {
        hasMany = true;
        privilege = Privileges.capabilities(MANY);
        todo.addFirst(moment);
      } else {
        way = scenario.way();
        break;
      }
    }
    var capabilities =
        given.name().equals(CAPABILITIES) && attempts.get(attempts.size() - 1).works()
            ? capabilities(build, reference, search, way, moments.get(0), hasMany)
            : Set.<String>of();
    return new BuildAnswer(
        build.version(), given.name(), Optional.empty(), attempts, way, capabilities);
  }

  /**
   * Confirms a difference by a further run without a checkpoint: what differs there, too, is the
   * program's doing.
   */
  private Attempt confirmed(Attempt attempt, Reference reference) {
    if (attempt.differences().stream().allMatch(Difference::isTime)
        || plan.comparer().isPresent()) {
      return attempt;
    }
    if (!isNoiseKnown) {
      isNoiseKnown = true;
      noise.addAll(reference.noise(uninterrupted("uninterrupted a third time").result()));
    }
    if (!reference.isComparableWithout(noise)) {
      throw new TrialException(
          "it is not deterministic: three runs without a checkpoint have different results in %s, and nothing else can be compared"
                  .formatted(String.join(", ", noise))
              + REMEDY);
    }
    return attempt.without(noise);
  }

  private static Privilege withCapabilities(Privilege given, List<String> way) {
    return given.name().equals(CAPABILITIES)
        ? Privileges.capabilities(Needs.capabilities(way))
        : given;
  }

  /** Drops one capability after the other that is not needed. */
  private Set<String> capabilities(
      CriuBuild build,
      Reference reference,
      WaySearch search,
      List<String> way,
      Duration moment,
      boolean hasMany) {
    var set = new TreeSet<>(hasMany ? MANY : Needs.capabilities(way));
    if (!plan.searchesCapabilities()) {
      return set;
    }
    for (var each : List.copyOf(set)) {
      var less = new TreeSet<>(set);
      less.remove(each);
      var scenario = new AttemptScenario(plan, reference, moment, search, List.of(way));
      var title = "CRIU %s without %s".formatted(build.version(), each);
      var result = run(title, point(build, Privileges.capabilities(less)), scenario);
      if (!isImpossible(result.outcome())
          && attempt(scenario, result).works()
          && scenario.way().equals(way)) {
        set = less;
      }
    }
    return set;
  }

  private static String title(CriuBuild build, Privilege privilege, Duration moment) {
    return "CRIU %s as %s, dump after %.1f s"
        .formatted(build.version(), privilege.name(), moment.toMillis() / 1e3);
  }

  private static boolean isImpossible(Outcome outcome) {
    return outcome.verdict() == Verdict.UNAVAILABLE || outcome.verdict() == Verdict.BROKEN;
  }

  private static BuildAnswer unavailable(
      CriuBuild build, Privilege privilege, Outcome outcome, List<Attempt> attempts) {
    return new BuildAnswer(
        build.version(),
        privilege.name(),
        Optional.of(outcome.error()),
        attempts,
        List.of(),
        Set.of());
  }

  private Attempt attempt(AttemptScenario scenario, CellResult result) {
    var outcome = result.outcome();
    var compared = Saved.compared(plan, runs, scenario, outcome);
    return new Attempt(
        scenario.moment(),
        scenario.way(),
        scenario.refusals(),
        Optional.ofNullable(outcome.phase()),
        outcome.error(),
        scenario.isUnharmed(),
        compared,
        scenario.before(),
        scenario.after(),
        outcome.measured(),
        result.calls().stream().map(CriuCall::line).toList(),
        "evidence/run-" + runs);
  }

  /** Returns the worst of all answers. */
  public static Effect worst(TrialReport report) {
    return report.answers().stream()
        .filter(a -> a.unavailable().isEmpty())
        .map(BuildAnswer::effect)
        .max(Effect::compareTo)
        .orElse(Effect.UNKNOWN);
  }
}
