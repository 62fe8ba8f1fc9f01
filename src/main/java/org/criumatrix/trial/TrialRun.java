package org.criumatrix.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.criumatrix.cell.ProgramRun;
import org.criumatrix.cell.Waits;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.rig.Rig;
import org.criumatrix.workload.ProgramWorkload;

/** A run of the user's program on a host of its own. */
final class TrialRun {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The agent's shell of a job on a terminal ends when all its children have. */
  private static final String JOB_SHELL = "job-shell";

  /** Gives a folder to an account, which can reach it. */
  private static final String HAND_OVER =
      """
      chown -hR "$0" "$1"
      parent=$1
      while [ "$parent" != / ]; do chmod a+x "$parent"; parent=$(dirname "$parent"); done
      """;

  private final Rig rig;
  private final TrialPlan plan;
  private final ProgramRun run;
  private final long begun = System.nanoTime();

  private TrialRun(Rig rig, TrialPlan plan, ProgramRun run) {
    this.rig = rig;
    this.plan = plan;
    this.run = run;
  }

  /** Starts the program. */
  static TrialRun begin(Rig rig, TrialPlan plan) {
    // What it writes stays on its host, which no other run may see.
    rig.changesHosts();
    var here = rig.environment().first();
    if (here.account().uid() > 0) {
      // On the host alone: the machine's own files keep their owners.
      var owner = here.account().uid() + ":" + here.account().gid();
      here.host()
          .execChecked(
              Command.of("sh", "-euc", HAND_OVER, owner, plan.folder().toString()).within(LIMIT));
    }
    var subject =
        rig.launcher()
            .begin(
                rig.environment().at(here),
                new ProgramWorkload(plan.program()),
                plan.program().isOnTerminal());
    var waits =
        new Waits(plan.readyLimit(), Waits.USUAL.settle(), Waits.USUAL.progress(), plan.limit());
    var run =
        new ProgramRun(
            here,
            plan.program(),
            subject,
            waits,
            () -> RunFiles.of(subject.host(), plan.folder(), plan.inPlace()));
    rig.environment().whenReleased(run::end);
    return new TrialRun(rig, plan, run);
  }

  ProgramRun program() {
    return run;
  }

  /** Waits until the program has run for some time, or has ended. */
  void awaitMoment(Duration moment) {
    var left = moment.minus(elapsed());
    if (!left.isNegative()) {
      run.subject().awaitEnd(left);
    }
  }

  /** Returns the time since the start. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  boolean isOver() {
    return run.subject().tree().isEmpty();
  }

  /** Returns the first process that is left after the program's first one has ended. */
  Optional<HostProcess> daemon() {
    // A helper of the program may take a moment longer than the program.
    return Waits.await(
            "the end of everything that the program has started",
            Waits.USUAL.settle(),
            this::others,
            List::isEmpty)
        .seen()
        .stream()
        .findFirst();
  }

  private List<HostProcess> others() {
    return run.subject().host().processes().stream()
        .filter(p -> !p.name().equals(JOB_SHELL))
        .toList();
  }

  /** Returns what the program holds; empty if it has ended. */
  Optional<Inventory> inventory() {
    var context = rig.environment().first();
    var program = context.workloads() + "/inventory";
    var pid = String.valueOf(run.subject().pid());
    try {
      var exit = context.host().exec(Command.of(program, pid).within(LIMIT));
      return exit.succeeded() ? Optional.of(Inventory.parse(exit.stdout())) : Optional.empty();
    } catch (HostException | IllegalArgumentException e) {
      // The answer does not depend on it.
      return Optional.empty();
    }
  }

  TrialPlan plan() {
    return plan;
  }
}
