package org.criumatrix.junit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;

/** Collects JUnit failures that are not results of cells: nothing else would report them. */
final class HarnessFailures implements TestExecutionListener {

  private final List<Throwable> all = new CopyOnWriteArrayList<>();

  @Override
  public void executionFinished(TestIdentifier test, TestExecutionResult result) {
    result
        .getThrowable()
        .filter(t -> result.getStatus() == TestExecutionResult.Status.FAILED)
        .filter(t -> !(t instanceof UnexpectedResult))
        .ifPresent(all::add);
  }

  List<Throwable> all() {
    return List.copyOf(all);
  }
}
