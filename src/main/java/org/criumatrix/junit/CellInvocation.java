package org.criumatrix.junit;

import java.lang.reflect.Method;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.TestAbortedException;

/** Runs one cell and records it. The invocation passes if the cell is as expected. */
final class CellInvocation implements InvocationInterceptor {

  private final MatrixRun run;
  private final CasePlan plan;
  private final Attempt attempt;

  CellInvocation(MatrixRun run, CasePlan plan, Attempt attempt) {
    this.run = run;
    this.plan = plan;
    this.attempt = attempt;
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<Void> invocation,
      ReflectiveInvocationContext<Method> context,
      ExtensionContext extension) {
    invocation.skip();
    if (!run.stillToDo(attempt)) {
      run.skip(attempt);
      AllureCell.spare();
      throw new TestAbortedException("not needed: the cell's rate of failures is decided");
    }
    var record =
        run.runCell(
            attempt, plan.about(), ScenarioCall.of(context, plan, run.isTriedAgain(plan, attempt)));
    run.forAllure(
        () -> {
          AllureCell.describe(record, run.folder());
          if (RepeatedEvidence.isSpared(record)) {
            AllureCell.spare();
          }
          run.attachments().attach(record, run.folder());
        });
    if (record.differs()) {
      throw new UnexpectedResult(CellText.difference(record, run.folder()));
    }
    Assumptions.assumeFalse(record.verdict() == Verdict.UNAVAILABLE, record.error());
  }
}
