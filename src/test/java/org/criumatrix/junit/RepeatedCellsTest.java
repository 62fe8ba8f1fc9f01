package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.record.CellRate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Tests how many attempts cells get, and what is kept of them. */
class RepeatedCellsTest {

  private static final String WORKS = PlayedRun.cell("gullible-one", "4.3");

  @TempDir Path folder;

  private PlayedRun run(String cells, Map<String, String> more, boolean resumes)
      throws IOException {
    var options = new TreeMap<>(more);
    options.put("cells", cells);
    options.put("matrix.controls", "off");
    options.putIfAbsent("matrix.repeat", "20");
    return new PlayedRun(folder, options, resumes, "4.3");
  }

  private static List<Integer> attempts(PlayedRun run) {
    return run.records().stream().map(r -> r.attempt()).toList();
  }

  /** 1 - 0.05^(1/n) is below one half from the fifth attempt on. */
  @Test
  void aCellIsNotRepeatedOnceItsRateIsBelowTheBound() throws IOException {
    try (var run = run("sample/gullible-one", Map.of("matrix.bound", "50"), false)) {
      assertThat(run.run().planned()).isEqualTo(20);

      PlayedRun.play();

      assertThat(attempts(run)).containsExactly(1, 2, 3, 4, 5);
      assertThat(run.run().planned()).isEqualTo(5);
      assertThat(run.run().notRun()).isEmpty();
    }
  }

  /** In lanes all attempts are planned before the first one ends. */
  @Test
  void attemptsThatWerePlannedBeforeTheDecisionAreSkipped() throws IOException {
    try (var run = run("sample/gullible-one", Map.of("matrix.bound", "50"), false)) {
      var played =
          EngineTestKit.engine("junit-jupiter")
              .selectors(selectClass(PlayedRun.SampleCases.class))
              .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
              .configurationParameter("junit.jupiter.execution.parallel.mode.default", "concurrent")
              .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.fixed.parallelism", "2")
              .configurationParameter(
                  "junit.jupiter.execution.parallel.config.executor-service", "WORKER_THREAD_POOL")
              .execute()
              .testEvents();

      var made = run.records().size();
      assertThat(made).isBetween(5, 6);
      assertThat(run.run().planned()).isEqualTo(made);
      assertThat(played.aborted().count()).isEqualTo(20 - made);
      assertThat(played.failed().count()).isZero();
    }
  }

  @Test
  void aCellThatFailsTooOftenIsNotRepeated() throws IOException {
    try (var run = run("sample/honest", Map.of("matrix.bound", "1"), false)) {
      PlayedRun.play();

      assertThat(attempts(run)).containsExactly(1);
      assertThat(run.run().planned()).isEqualTo(1);
    }
  }

  @Test
  void aCellThatCannotRunIsNotRepeatedForABound() throws IOException {
    try (var run = run("sample/unavailable", Map.of("matrix.bound", "1"), false)) {
      PlayedRun.play();

      assertThat(attempts(run)).containsExactly(1);
      assertThat(CellRate.of(run.records())).isEmpty();
    }
  }

  @Test
  void brokenAttemptsDecideNothing() throws IOException {
    try (var run = run("sample/breaks", Map.of("matrix.bound", "50"), false)) {
      PlayedRun.play();

      assertThat(run.records()).hasSize(20);
      assertThat(CellRate.of(run.records())).isEmpty();
    }
  }

  @Test
  void everyAttemptIsPlayedWithoutABound() throws IOException {
    try (var run = run("sample/gullible-one", Map.of(), false)) {
      PlayedRun.play();

      assertThat(run.records()).hasSize(20);
      assertThat(CellRate.of(run.records()))
          .singleElement()
          .satisfies(rate -> assertThat(rate.cell()).isEqualTo(WORKS))
          .satisfies(rate -> assertThat(rate.attempts()).isEqualTo(20))
          .satisfies(rate -> assertThat(rate.failed()).isZero());
    }
  }

  @Test
  void aResumedRunContinuesTheCount() throws IOException {
    var options = Map.of("matrix.bound", "50");
    try (var run = run("sample/gullible-one", options, false)) {
      PlayedRun.play();
      assertThat(run.records()).hasSize(5);
    }
    var file = folder.resolve("matrix/records.jsonl");
    Files.write(file, Files.readAllLines(file).subList(0, 3));

    try (var run = run("sample/gullible-one", options, true)) {
      assertThat(run.run().planned()).isEqualTo(20);
      PlayedRun.play();

      assertThat(attempts(run)).containsExactly(1, 2, 3, 4, 5);
    }
    try (var run = run("sample/gullible-one", options, true)) {
      assertThat(PlayedRun.play().started().count()).isZero();
      assertThat(run.run().planned()).isEqualTo(5);
    }
  }

  @Test
  void theEvidenceOfTheFirstAttemptsIsKept() throws IOException {
    try (var run = run("sample/honest", Map.of("matrix.repeat", "5"), false)) {
      PlayedRun.play();

      assertThat(run.records())
          .filteredOn(r -> Files.exists(run.run().folder().resolve(r.evidence().folder())))
          .extracting(r -> r.attempt())
          .containsExactly(1, 2, 3);
    }
  }

  @Test
  void theEvidenceOfEveryAttemptThatDiffersIsKept() throws IOException {
    try (var run = run("sample/never-starts", Map.of("matrix.repeat", "5"), false)) {
      PlayedRun.play();

      assertThat(run.records())
          .allSatisfy(
              r ->
                  assertThat(run.run().folder().resolve(r.evidence().folder()))
                      .isNotEmptyDirectory());
    }
  }
}
