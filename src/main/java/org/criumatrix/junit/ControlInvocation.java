package org.criumatrix.junit;

import java.lang.reflect.Method;
import java.util.Optional;
import org.criumatrix.execution.Control;
import org.criumatrix.matrix.Phase;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Runs a case with a runtime that only pretends to restore: it starts the workload again. The
 * invocation passes if the case notices. A case that does not notice proves nothing, and all of its
 * verdicts would be worthless.
 */
final class ControlInvocation implements InvocationInterceptor {

  private final MatrixRun run;
  private final CasePlan plan;
  private final Control.Kind kind;

  ControlInvocation(MatrixRun run, CasePlan plan, Control.Kind kind) {
    this.run = run;
    this.plan = plan;
    this.kind = kind;
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension) {
    invocation.skip();
    var outcome = run.runControl(plan, kind, ScenarioCall.of(context, plan, false));
    run.forAllure(() -> AllureCell.describeControl(plan.id(), kind));
    Assumptions.assumeFalse(outcome.verdict() == Verdict.UNAVAILABLE, outcome.error());
    problem(outcome)
        .ifPresent(
            how ->
                fail(
                    "%s: %s %s: %s".formatted(plan.id(), kind.title(), how, description(outcome))));
  }

  /** Returns what is wrong with a control that ended like this; empty if the case noticed it. */
  private static Optional<String> problem(Outcome outcome) {
    var isPlayed = outcome.verdict() != Verdict.BROKEN && outcome.phase() != Phase.START;
    // Leftovers are found only after every check of the case has passed.
    var isNoticed = outcome.verdict() == Verdict.FAILS && outcome.phase() != Phase.CLEAN;
    if (!isPlayed) {
      return Optional.of("could not be played");
    }
    return isNoticed
        ? Optional.empty()
        : Optional.of("was not noticed, and its verdicts prove nothing");
  }

  private static String description(Outcome outcome) {
    return outcome.verdict().key()
        + (outcome.phase() == null ? "" : " at " + outcome.phase().key())
        + (outcome.error() == null ? "" : ": " + outcome.error());
  }

  private void fail(String problem) {
    run.reports(problem);
    throw new UnexpectedResult(problem);
  }
}
