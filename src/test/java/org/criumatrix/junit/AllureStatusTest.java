package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.qameta.allure.model.Label;
import io.qameta.allure.model.Parameter;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.TestResult;
import java.nio.file.Path;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class AllureStatusTest {

  private static final Path FOLDER = Path.of("target", "matrix");

  private static final Cause CAUSE = new Cause("a pipe is too long", null, null, null);

  @Test
  void paintsRedOnlyWhatIsNotOnRecord() {
    assertThat(written(cell().cause(CAUSE).fails("dump", "no pipe")))
        .returns(Status.SKIPPED, TestResult::getStatus)
        .returns("[as expected] a pipe is too long", AllureStatusTest::message);
    assertThat(written(cell().judged(Judgement.REGRESSION).cause(CAUSE).fails("dump", "no pipe")))
        .returns(Status.FAILED, TestResult::getStatus)
        .returns("[regression] fails at dump: no pipe", AllureStatusTest::message);
    assertThat(written(cell().works()).getStatus()).isEqualTo(Status.PASSED);
    assertThat(written(cell().broken("no space")).getStatus()).isEqualTo(Status.BROKEN);
  }

  @Test
  void leavesWhatCannotRunWithoutAStatus() {
    assertThat(written(cell().unavailable("no nft")))
        .returns(null, TestResult::getStatus)
        .returns("[as expected] unavailable: no nft", AllureStatusTest::message);
  }

  @Test
  void sortsCellsByRowAndByBuildAndPrivilege() {
    assertThat(written(cell().works()).getLabels())
        .extracting(l -> l.getName() + "=" + l.getValue())
        .contains(
            "suite=serial",
            "subSuite=serial/java",
            "epic=CRIU 4.3",
            "feature=root",
            "story=serial",
            "verdict=works")
        .doesNotContain("testMethod=java", "suite=from JUnit")
        .noneMatch(l -> l.startsWith("status=") || l.startsWith("message="));
  }

  @Test
  void keepsNothingOfTheJavaMethod() {
    var result = written(cell().works());

    assertThat(result.getParameters())
        .extracting(Parameter::getName)
        .containsExactlyInAnyOrder("criu", "privilege", "runtime", "host");
    assertThat(result.getHistoryId()).isEqualTo(result.getTestCaseId()).hasSize(32);
  }

  @Test
  void reportsAControlOnlyIfSomethingIsWrongWithIt() {
    var control = new TestResult();
    control.getLabels().add(label(AllureCell.CONTROL, "negative control"));

    assertThat(AllureStatus.isReported(control.setStatus(Status.PASSED))).isFalse();
    assertThat(AllureStatus.isReported(control.setStatus(Status.SKIPPED))).isFalse();
    assertThat(AllureStatus.isReported(control.setStatus(Status.FAILED))).isTrue();
    assertThat(AllureStatus.isReported(written(cell().works()))).isTrue();
  }

  @Test
  void reportsNoAttemptThatIsLikeTheFirstOnes() {
    var spared = written(cell().works());
    spared.getLabels().add(label(AllureCell.SPARED, AllureCell.SPARED));

    assertThat(AllureStatus.isReported(spared)).isFalse();
  }

  private static SampleCell cell() {
    return SampleCell.of("serial/java");
  }

  /** Returns the result of a cell after JUnit's listener has added its part. */
  private static TestResult written(CellRecord record) {
    var result = new TestResult().setStatus(Status.FAILED);
    result.setStatusDetails(new StatusDetails().setMessage("thrown").setTrace("at …"));
    result.getLabels().add(label("testMethod", "java"));
    result.getLabels().add(label("suite", "from JUnit"));
    result.getParameters().add(new Parameter().setName("UniqueId").setMode(Parameter.Mode.HIDDEN));
    AllureCell.describe(result, record, FOLDER);
    new AllureStatus().beforeTestWrite(result);
    assertThat(result.getStatusDetails().getTrace()).isNull();
    return result;
  }

  private static String message(TestResult result) {
    return result.getStatusDetails().getMessage();
  }

  private static Label label(String name, String value) {
    return new Label().setName(name).setValue(value);
  }
}
