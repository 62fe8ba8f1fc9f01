package org.criumatrix.junit;

import io.qameta.allure.listener.TestLifecycleListener;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * Gives each test in Allure the status and the message of its cell. Red is only a failure that is
 * not on record. Allure calls this after JUnit has set a status of its own, and before the result
 * is written. Found as a service.
 */
public final class AllureStatus implements TestLifecycleListener {

  private static final String UNKNOWN = "unknown";

  /** What JUnit's listener says of the Java method: nothing in it is about the cell. */
  private static final Set<String> ABOUT_THE_METHOD =
      Set.of(
          "junit.platform.uniqueid", "framework", "language", "package", "testClass", "testMethod");

  /** Where Allure writes, by its own rule. */
  static Path results() {
    return Path.of(System.getProperty("allure.results.directory", "allure-results"));
  }

  /**
   * Returns Allure's status of a cell. A failure that is on record is skipped, as pytest reports an
   * expected failure. Allure's unknown is a cell without a verdict: it cannot run here.
   */
  static String of(CellRecord r) {
    return switch (r.verdict()) {
      case WORKS, REFUSES -> Status.PASSED.value();
      case FAILS -> (isOnRecord(r) ? Status.SKIPPED : Status.FAILED).value();
      case BROKEN -> Status.BROKEN.value();
      case UNAVAILABLE, NOT_RUN -> UNKNOWN;
    };
  }

  /** Whether the cell fails as matrix.csv expects, or with options about which it says nothing. */
  static boolean isOnRecord(CellRecord r) {
    return r.verdict() == Verdict.FAILS && !r.differs();
  }

  /**
   * Whether a result belongs in the report. A control that was noticed, or that cannot run here,
   * says nothing about CRIU and would only raise the counts. Thousands of attempts that are like
   * the first ones would only slow the report down.
   */
  static boolean isReported(TestResult result) {
    if (label(result, AllureCell.SPARED).isPresent()) {
      return false;
    }
    return label(result, AllureCell.CONTROL).isEmpty()
        || result.getStatus() == Status.FAILED
        || result.getStatus() == Status.BROKEN;
  }

  @Override
  public void beforeTestWrite(TestResult result) {
    label(result, AllureCell.CELL).ifPresent(cell -> identify(result, cell));
    label(result, AllureCell.STATUS).ifPresent(status -> describe(result, status));
    result.getLabels().removeIf(l -> ABOUT_THE_METHOD.contains(l.getName()));
    result.getParameters().removeIf(p -> p.getMode() == Parameter.Mode.HIDDEN);
  }

  private static void identify(TestResult result, String cell) {
    // Allure's own would hold the row's index, which shifts when a cell is added.
    var id =
        UUID.nameUUIDFromBytes(cell.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "");
    result.setHistoryId(id);
    result.setTestCaseId(id);
    result.setName(cell);
  }

  private static void describe(TestResult result, String status) {
    var details = Optional.ofNullable(result.getStatusDetails()).orElseGet(StatusDetails::new);
    label(result, AllureCell.MESSAGE).ifPresent(details::setMessage);
    details.setTrace(null);
    details.setKnown(status.equals(Status.SKIPPED.value()));
    // A result without a status is unknown.
    result.setStatus(status.equals(UNKNOWN) ? null : Status.fromValue(status));
    result.setStatusDetails(details);
    result
        .getLabels()
        .removeIf(l -> Set.of(AllureCell.STATUS, AllureCell.MESSAGE).contains(l.getName()));
  }

  private static Optional<String> label(TestResult result, String name) {
    return result.getLabels().stream()
        .filter(l -> l.getName().equals(name))
        .map(Label::getValue)
        .findFirst();
  }
}
