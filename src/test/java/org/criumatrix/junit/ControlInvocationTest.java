package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.contentOf;
import static org.junit.platform.testkit.engine.EventConditions.abortedWithReason;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;
import org.assertj.core.api.Condition;
import org.criumatrix.execution.Control.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.Event;
import org.junit.platform.testkit.engine.Events;

/** Tests how JUnit and the run treat the end of a negative control. */
class ControlInvocationTest {

  @TempDir Path folder;

  /** A case whose controls must fail, and must be named among the run's problems. */
  private void isReported(String name, String how) throws IOException {
    plays(
        name,
        run -> {
          var problems = new ArrayList<String>();
          var events = PlayedRun.play();
          for (var kind : Kind.values()) {
            var problem = "sample/%s: %s %s".formatted(name, kind.title(), how);
            problems.add(problem);
            ends(
                events,
                name,
                kind,
                finishedWithFailure(instanceOf(UnexpectedResult.class), message(problem)));
          }
          assertThat(run.run().problems()).containsExactlyElementsOf(problems);
        });
  }

  private static void ends(Events events, String name, Kind kind, Condition<Event> how) {
    var title = "sample/%s %s".formatted(name, kind.title());
    events.assertThatEvents().haveExactly(1, event(displayName(title), how));
  }

  private void plays(String name, Consumer<PlayedRun> test) throws IOException {
    try (var run = new PlayedRun(folder, Map.of("cells", "sample/" + name), false, "4.3")) {
      test.accept(run);
    }
  }

  /** The number of starts that the workload's output shows. */
  private long starts(String control) {
    var output = folder.resolve("matrix/controls/" + control + "/subject1.stderr");
    return contentOf(output.toFile()).lines().filter(l -> l.startsWith("ready ")).count();
  }

  @Test
  void aCaseThatNoticesItPasses() throws IOException {
    plays(
        "honest",
        run -> {
          var events = PlayedRun.play();
          for (var kind : Kind.values()) {
            ends(events, "honest", kind, finishedSuccessfully());
          }
          assertThat(run.run().problems()).isEmpty();
          assertThat(folder.resolve("matrix/controls/sample_honest/commands.sh"))
              .content()
              .contains("dump is only pretended", "restore is only pretended");
          assertThat(starts("sample_honest")).isEqualTo(2);
          assertThat(starts("sample_honest-replay")).isEqualTo(1);
        });
  }

  @Test
  void aCaseThatDoesNotNoticeItFailsTheRunAndIsNamed() throws IOException {
    isReported("gullible-one", "was not noticed, and its verdicts prove nothing: works");
  }

  /** Leftovers are only checked after every check of the case has passed. */
  @Test
  void whatIsFoundWhenTheCaseIsOverIsNotNoticedByIt() throws IOException {
    isReported(
        "leaves-something",
        "was not noticed, and its verdicts prove nothing: fails at clean: left behind: sleep");
  }

  @Test
  void oneThatCouldNotBePlayedDoesNotPass() throws IOException {
    isReported(
        "breaks",
        "could not be played: broken: java.lang.IllegalStateException: a bug of the case");
  }

  @Test
  void oneWhoseWorkloadNeverStartedProvesNothing() throws IOException {
    isReported("never-starts", "could not be played: fails at start: no such program");
  }

  @Test
  void oneThatTheMachineCannotPlayIsSkippedWithTheReason() throws IOException {
    plays(
        "unavailable",
        run -> {
          var events = PlayedRun.play();
          for (var kind : Kind.values()) {
            ends(
                events,
                "unavailable",
                kind,
                abortedWithReason(message(m -> m.contains("there is no device"))));
          }
          assertThat(run.run().problems()).isEmpty();
        });
  }
}
