package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @Test
  void writesEveryPageAnewAndLeavesNothingElse(@TempDir Path target) throws Exception {
    var folder = target.resolve("matrix");
    var records = SampleRun.records();

    Reports.write(folder, records, SampleRun.run(records));
    // The state that a run leaves if it is killed while it writes.
    Files.writeString(folder.resolve("index.html.new"), "<!DOCTYPE ht");
    Reports.write(folder, records, SampleRun.run(records));

    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder(
              "index.html",
              "changes.html",
              "applications.html",
              "matrix.csv",
              "matrix.md",
              "matrix.tex",
              "rates.csv");
    }
  }

  @Test
  void writesTheSameOfTheSameRecordsInAnyOrder(@TempDir Path target) throws Exception {
    var records = SampleRun.records();
    var shuffled = new ArrayList<>(records);
    Collections.reverse(shuffled);

    Reports.write(target.resolve("a/matrix"), records, SampleRun.run(records));
    Reports.write(target.resolve("b/matrix"), shuffled, SampleRun.run(records));

    for (var page :
        new String[] {
          "index.html",
          "changes.html",
          "applications.html",
          "matrix.csv",
          "matrix.md",
          "matrix.tex",
          "rates.csv"
        }) {
      assertThat(target.resolve("a/matrix").resolve(page))
          .hasSameTextualContentAs(target.resolve("b/matrix").resolve(page));
    }
  }

  @Test
  void writesPagesOfARunWithoutAnyRecord(@TempDir Path target) {
    Reports.write(target.resolve("matrix"), List.of(), SampleRun.run(SampleRun.records()));

    assertThat(target.resolve("matrix/matrix.md"))
        .content()
        .contains("Differs from expectation: 0");
  }
}
