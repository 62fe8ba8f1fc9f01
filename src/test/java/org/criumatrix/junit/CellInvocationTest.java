package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.Event;

/** Tests how JUnit shows a cell's judgement. */
class CellInvocationTest {

  @TempDir Path folder;

  private void ends(String name, Condition<Event> how, String judgement) throws IOException {
    var cell = PlayedRun.cell(name, "4.3");
    try (var run = new PlayedRun(folder, Map.of("matrix.controls", "off"), false, "4.3")) {
      PlayedRun.play().assertThatEvents().haveExactly(1, event(displayName(cell), how));
      assertThat(run.records())
          .filteredOn(r -> r.id().equals(cell))
          .singleElement()
          .satisfies(r -> assertThat(r.judgement().key()).isEqualTo(judgement));
    }
  }

  private static Condition<Event> differs(String judgement, String seen) {
    return finishedWithFailure(
        instanceOf(UnexpectedResult.class),
        message(m -> m.startsWith(judgement + ": sample/") && m.contains(seen)));
  }

  @Test
  void aFailureOnRecordPasses() throws IOException {
    ends("honest", finishedSuccessfully(), "as expected");
  }

  @Test
  void whatALineSaysOfACaseIsNoPrediction() throws IOException {
    try (var run = new PlayedRun(folder, Map.of("matrix.controls", "off"), false, "4.3")) {
      PlayedRun.play();
      assertThat(run.records())
          .filteredOn(r -> r.caseId().name().equals("honest"))
          .singleElement()
          .satisfies(r -> assertThat(r.result().expected()).startsWith("fails at restore"))
          .satisfies(r -> assertThat(r.prediction().describe()).isEqualTo("works"));
    }
  }

  @Test
  void aCellThatWorksAsExpectedPasses() throws IOException {
    ends("gullible-one", finishedSuccessfully(), "as expected");
  }

  @Test
  void aFailureThatIsNotExpectedIsAFailingTest() throws IOException {
    ends("never-starts", differs("regression", "fails at start: no such program"), "regression");
  }

  @Test
  void aBrokenCellIsAFailingTest() throws IOException {
    ends("breaks", differs("broken", "a bug of the case"), "broken");
  }

  @Test
  void aCellThatTheMachineCannotPlayIsSkippedWithTheReason() throws IOException {
    ends(
        "unavailable",
        abortedWithReason(message(m -> m.contains("there is no device"))),
        "as expected");
  }
}
