package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @Test
  void writesEveryPageAndLeavesNothingElse(@TempDir Path target) throws Exception {
    var folder = target.resolve("matrix");
    var records = SampleRun.records();

    Reports.write(folder, records, SampleRun.run(records));
    Reports.write(folder, records, SampleRun.run(records));

    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("index.html", "matrix.csv", "matrix.md", "matrix.tex");
    }
    // To be looked at in a browser, also when the tests have passed.
    var kept = Path.of("target", "sample-report", "matrix");
    Reports.write(kept, records, SampleRun.run(records));
    var many = SampleRun.large(1000, java.util.List.of("local"));
    Reports.write(Path.of("target", "sample-report-large", "matrix"), many, SampleRun.run(many));
    System.out.println(Summary.print(records, SampleRun.run(records), kept, false, 100));
  }
}
