package org.criumatrix.trial;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.Images;
import org.criumatrix.cell.PhaseFailure;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Difference;
import org.criumatrix.program.Readiness;
import org.criumatrix.program.Reference;
import org.criumatrix.program.RunResult;
import org.criumatrix.rig.Rig;
import org.criumatrix.trial.Attempt.Refusal;

/** Dumps the program at a moment, restores it, and lets it run to its end; searches the way. */
final class AttemptScenario extends TrialScenario {

  /** More refusals than there are options mean that something goes round in circles. */
  private static final int MAX_TRIES = 16;

  private static final Inventory NOTHING = new Inventory(List.of(), List.of(), 0, "", "");

  private final TrialPlan plan;
  private final Reference reference;
  private final Duration moment;
  private final WaySearch search;
  private final List<List<String>> ways;
  private final List<Refusal> refusals = new ArrayList<>();
  private final List<Difference> differences = new ArrayList<>();
  private List<String> way;
  private Optional<Inventory> before = Optional.empty();
  private Optional<Inventory> after = Optional.empty();
  private List<String> again;
  private boolean isUnharmed;
  private Duration endedAfter;
  private RunResult result;

  /**
   * @param reference uninterrupted runs
   * @param ways sets of options to try, the wanted ones first; the search continues after the last
   */
  AttemptScenario(
      TrialPlan plan,
      Reference reference,
      Duration moment,
      WaySearch search,
      List<List<String>> ways) {
    this.plan = plan;
    this.reference = reference;
    this.moment = moment;
    this.search = search;
    this.ways = new ArrayList<>(ways);
    this.way = this.ways.remove(0);
  }

  @Override
  void playOnce(Rig rig) {
    var run = TrialRun.begin(rig, plan);
    awaitMoment(run);
    if (run.isOver()) {
      throw tooLate(run);
    }
    before = run.inventory();
    var images = dump(rig, run);
    restore(rig, images);
    run.program().awaitActivity();
    after = run.inventory();
    result = run.program().finish();
    differences.addAll(reference.differences(result));
  }

  private void awaitMoment(TrialRun run) {
    // A short program is over before the usual sign; its moment is a part of its time.
    if (!plan.program().ready().equals(Readiness.USUAL) || plan.program().client().isPresent()) {
      try {
        run.program().awaitReady();
      } catch (PhaseFailure e) {
        if (e.failure().id() != FailureId.PROGRAM_ENDED) {
          throw e;
        }
        throw tooLate(run);
      }
    }
    run.awaitMoment(moment);
  }

  private RuntimeException tooLate(TrialRun run) {
    endedAfter = run.elapsed();
    return new TrialException(
        "the program ended before the moment of the dump, after %.1f s; it does not take the same time in each run"
                .formatted(endedAfter.toMillis() / 1e3)
            + "\nremedy: --at with an earlier moment, or more work for the program");
  }

  private Images dump(Rig rig, TrialRun run) {
    for (; ; ) {
      try {
        return rig.dump(run.program().subject(), Ways.of("dump", way));
      } catch (PhaseFailure e) {
        if (e.phase() == Phase.DUMP && run.isOver() && cameToItsEnd(run)) {
          throw tooLate(run);
        }
        if (e.phase() != Phase.DUMP || run.isOver() || !advances(e)) {
          seeWhetherUnharmed(run, e);
          throw e;
        }
      }
    }
  }

  /** Returns whether a program that is gone after a failed dump had come to its end by itself. */
  private boolean cameToItsEnd(TrialRun run) {
    return reference.differences(run.program().finish()).stream().allMatch(Difference::isTime);
  }

  /** Lets a program whose dump was refused run to its end: a refusal must not change it. */
  private void seeWhetherUnharmed(TrialRun run, PhaseFailure refused) {
    if (refused.phase() != Phase.DUMP || run.isOver()) {
      return;
    }
    try {
      differences.addAll(reference.differences(run.program().finish()));
      isUnharmed = differences.stream().allMatch(Difference::isTime);
    } catch (PhaseFailure e) {
      // It does not come to its end: it was harmed.
      isUnharmed = false;
    }
  }

  private void restore(Rig rig, Images images) {
    for (; ; ) {
      try {
        rig.restore(images, Ways.of("restore", way));
        return;
      } catch (PhaseFailure e) {
        var failed = way;
        if (e.phase() != Phase.RESTORE || !advances(e)) {
          throw e;
        }
        if (!WaySearch.isForRestoreAlone(failed, way)) {
          // The program is gone; another run has to be dumped with these options.
          again = way;
          way = failed;
          throw e;
        }
      }
    }
  }

  /** Chooses the next way after a failure. Returns whether there is one. */
  private boolean advances(PhaseFailure e) {
    var held = before.orElse(NOTHING);
    var known = search.cause(held, way, e.phase(), e.failure());
    var next =
        refusals.size() >= MAX_TRIES
            ? Optional.<List<String>>empty()
            : ways.isEmpty()
                ? search.next(held, way, e.phase(), e.failure())
                : Optional.of(ways.remove(0));
    refusals.add(
        new Refusal(
            way,
            e.phase(),
            e.failure().text(),
            known.why(),
            known.line().map(l -> l.details().remedy().describe()).orElse(""),
            next.orElse(List.of())));
    next.ifPresent(n -> way = n);
    return next.isPresent();
  }

  /** Returns after which time the program ended, before it was dumped; empty: it was dumped. */
  Optional<Duration> endedAfter() {
    return Optional.ofNullable(endedAfter);
  }

  /** Returns the options with which another run has to be dumped; empty: none. */
  Optional<List<String>> again() {
    return Optional.ofNullable(again);
  }

  List<String> way() {
    return way;
  }

  List<Refusal> refusals() {
    return List.copyOf(refusals);
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  /** Returns what the restored program has come to; empty: it did not come to its end. */
  Optional<RunResult> result() {
    return Optional.ofNullable(result);
  }

  Optional<Inventory> before() {
    return before;
  }

  Optional<Inventory> after() {
    return after;
  }

  boolean isUnharmed() {
    return isUnharmed;
  }

  Duration moment() {
    return moment;
  }
}
