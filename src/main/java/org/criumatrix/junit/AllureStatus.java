package org.criumatrix.junit;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Tells verdict and expectation apart in Allure: the status is the verdict, the message begins with
 * the judgement. Allure calls this after JUnit has set a status of its own, and before the result
 * is written. Found as a service.
 */
public final class AllureStatus implements TestLifecycleListener {

  private static final Map<String, Status> STATUS =
      Map.of(
          "works", Status.PASSED,
          "refuses", Status.PASSED,
          "fails", Status.FAILED,
          "unavailable", Status.SKIPPED,
          "broken", Status.BROKEN);

  /** Where Allure writes, by its own rule. */
  static Path results() {
    return Path.of(System.getProperty("allure.results.directory", "allure-results"));
  }

  @Override
  public void beforeTestWrite(TestResult result) {
    label(result, AllureCell.CELL)
        .ifPresent(
            cell -> {
              // Allure's own would hold the row's index, which shifts when a cell is added.
              var id =
                  UUID.nameUUIDFromBytes(cell.getBytes(StandardCharsets.UTF_8))
                      .toString()
                      .replace("-", "");
              result.setHistoryId(id);
              result.setTestCaseId(id);
              result.setName(cell);
            });
    label(result, AllureCell.VERDICT).map(STATUS::get).ifPresent(status -> tell(result, status));
  }

  private static void tell(TestResult result, Status status) {
    var known = label(result, AllureCell.JUDGEMENT).filter("as expected"::equals).isPresent();
    var details = Optional.ofNullable(result.getStatusDetails()).orElseGet(StatusDetails::new);
    label(result, AllureCell.MESSAGE).ifPresent(details::setMessage);
    details.setTrace(null);
    details.setKnown(known && status == Status.FAILED);
    result.setStatus(status);
    result.setStatusDetails(details);
    result.getLabels().removeIf(l -> l.getName().equals(AllureCell.MESSAGE));
  }

  private static Optional<String> label(TestResult result, String name) {
    return result.getLabels().stream()
        .filter(l -> l.getName().equals(name))
        .map(Label::getValue)
        .findFirst();
  }
}
