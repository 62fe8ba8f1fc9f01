package org.criumatrix.junit;

import io.qameta.allure.Allure;
import io.qameta.allure.AllureLifecycle;
import io.qameta.allure.AllureResultsWriter;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.TestResult;
import io.qameta.allure.model.TestResultContainer;
import java.io.InputStream;

/**
 * Writes the results that are reported, and only those containers that have a fixture. Allure's
 * listener makes one or two containers for each cell, and without fixtures the report does not show
 * them.
 */
final class AllureWriter implements AllureResultsWriter {

  private final AllureResultsWriter all;

  private AllureWriter(AllureResultsWriter all) {
    this.all = all;
  }

  /** Makes Allure use this writer. */
  static void use() {
    Allure.setLifecycle(
        new AllureLifecycle(new AllureWriter(new FileSystemResultsWriter(AllureStatus.results()))));
  }

  @Override
  public void write(TestResult result) {
    if (AllureStatus.isReported(result)) {
      all.write(result);
    }
  }

  @Override
  public void write(TestResultContainer container) {
    if (!container.getBefores().isEmpty() || !container.getAfters().isEmpty()) {
      all.write(container);
    }
  }

  @Override
  public void write(String attachment, InputStream content) {
    all.write(attachment, content);
  }
}
