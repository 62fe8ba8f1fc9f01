package org.criumatrix.junit;

import io.qameta.allure.Allure;
import io.qameta.allure.model.Label;
import io.qameta.allure.model.Link;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.TestResult;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.execution.Control;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.record.CellRecord;

/**
 * Writes into Allure's result of the running test what the cell is and how it ended. The status
 * itself is set by {@link AllureStatus}, since JUnit's own comes after this.
 *
 * <p>Allure shows two trees: a row's cases with their cells (suites), and what works with a CRIU
 * build and a privilege, row by row (behaviors).
 */
final class AllureCell {

  static final String CELL = "cell";
  static final String CONTROL = "control";
  static final String STATUS = "status";
  static final String MESSAGE = "message";

  /** A result that is left out of the report. */
  static final String SPARED = "spared";

  private static final String CONTROLS = "negative controls";

  private AllureCell() {}

  /** Describes the test that is running. */
  static void describe(CellRecord r, Path folder) {
    Allure.getLifecycle().updateTestCase(result -> describe(result, r, folder));
  }

  static void describe(TestResult result, CellRecord r, Path folder) {
    name(result, r.id(), r.row(), r.caseId());
    label(result, "epic", "CRIU " + r.criu());
    label(result, "feature", r.privilege());
    label(result, "story", r.row());
    result.getLinks().add(page(r.id(), folder));
    if (r.cause().hasAddress()) {
      result.getLinks().add(issue(r.cause().issue()));
    }
    Map.of("criu", r.criu(), "privilege", r.privilege(), "runtime", r.runtime(), "host", r.host())
        .forEach((key, value) -> result.getParameters().add(parameter(key, value)));
    label(result, "verdict", r.verdict().key());
    label(result, "judgement", r.judgement().key());
    label(result, STATUS, AllureStatus.of(r));
    label(result, MESSAGE, "[%s] %s".formatted(r.judgement().key(), message(r)));
    result.setDescriptionHtml(AllureDescription.of(r));
  }

  /** Allure groups the tests of a category by this: failures on record by their cause. */
  private static String message(CellRecord r) {
    var why = r.cause().why();
    return AllureStatus.isOnRecord(r) && why != null ? why : r.endingWithError();
  }

  /** Leaves the test that is running out of the report. */
  static void spare() {
    Allure.getLifecycle().updateTestCase(result -> label(result, SPARED, SPARED));
  }

  /** Describes a control; JUnit says why it failed if it did. */
  static void describeControl(CaseId caseId, Control.Kind kind) {
    Allure.getLifecycle()
        .updateTestCase(
            result -> {
              name(result, caseId + " " + kind.title(), CONTROLS, caseId);
              label(result, "epic", CONTROLS);
              label(result, CONTROL, kind.title());
            });
  }

  private static void name(TestResult result, String id, String suite, CaseId caseId) {
    result.setName(id);
    result.setFullName(id);
    // Allure's own has numbers from JUnit, which depend on the selection.
    result.setHistoryId(Sha256.of(id));
    label(result, CELL, id);
    result
        .getLabels()
        .removeIf(l -> List.of("suite", "parentSuite", "subSuite").contains(l.getName()));
    label(result, "suite", suite);
    label(result, "subSuite", caseId.toString());
  }

  /** The report is in {@code site/allure-report}, next to the folder of the run. */
  private static Link page(String cell, Path folder) {
    var name = folder.toAbsolutePath().normalize().getFileName();
    return new Link()
        .setName("this cell on the matrix page")
        .setType("custom")
        .setUrl(
            "../../%s/index.html#cell=%s"
                .formatted(name, URLEncoder.encode(cell, StandardCharsets.UTF_8)));
  }

  private static Link issue(String address) {
    return new Link().setName("the issue about its cause").setType("issue").setUrl(address);
  }

  private static void label(TestResult result, String name, String value) {
    result.getLabels().add(new Label().setName(name).setValue(value));
  }

  private static Parameter parameter(String name, String value) {
    return new Parameter().setName(name).setValue(value);
  }
}
