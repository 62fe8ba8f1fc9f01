package org.criumatrix.junit;

import java.lang.reflect.Method;
import org.criumatrix.rig.Control;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;

/**
 * Plays a case with a runtime that starts the workload again and calls that a restore. Passes when
 * the case notices: a case that does not can prove nothing, and every verdict of it would be
 * worthless.
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
    var result = run.runControl(plan, kind, ScenarioCall.of(context, plan, false));
    var outcome = result.outcome();
    run.forAllure(() -> AllureCell.describeControl(plan.id(), kind, outcome));
    result.problem().ifPresent(this::fail);
    Assumptions.assumeFalse(outcome.verdict() == Verdict.UNAVAILABLE, outcome.error());
    if (outcome.verdict() != Verdict.FAILS) {
      // A host that failed says nothing of the case.
      var how =
          outcome.verdict() == Verdict.BROKEN
              ? "could not be played"
              : "was not noticed, and its verdicts prove nothing";
      fail(
          "%s: %s %s: %s%s"
              .formatted(
                  plan.id(),
                  kind.title(),
                  how,
                  outcome.verdict().key(),
                  outcome.error() == null ? "" : ": " + outcome.error()));
    }
  }

  private void fail(String problem) {
    run.reports(problem);
    throw new Differs(problem);
  }
}
