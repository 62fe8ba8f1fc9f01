package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureSiteTest {

  private static final Path UNPACKED = Path.of("target", "allure-commandline");
  private static final Path SETTINGS = Path.of("allure-config");

  @TempDir Path target;

  private final List<CellRecord> records = SampleRun.records();

  @Test
  void saysWhatIsMissing() throws IOException {
    assertThatThrownBy(this::generate)
        .hasMessageContaining("no results in " + target.resolve("allure-results"));

    Files.createDirectories(target.resolve("allure-results"));
    assertThatThrownBy(this::generate).hasMessageContaining("nothing is unpacked in");
  }

  @Test
  void makesOnePageToWhichTheMatrixPageLinks() throws IOException {
    var report = generated();

    assertThat(report).isEqualTo(target.resolve("site/allure-report/index.html"));
    var links = AllureLinks.read(report);
    assertThat(links).hasSize(records.size());
    assertThat(links.get(records.get(0).id())).matches("testresult/[0-9a-f]+");
    assertThat(AllureResults.categories(report))
        .containsEntry("Regression", 1)
        .containsEntry("Improvement", 5)
        .containsEntry("Changed failure", 1)
        .containsEntry("Broken suite or host", 1)
        .containsEntry("Known failure of CRIU", 152)
        .containsEntry("Unavailable here", 48)
        .hasSize(6);
  }

  @Test
  void aReportThatIsNotThereCostsOnlyTheLinks() {
    assertThat(AllureLinks.read(target.resolve("index.html"))).isEqualTo(Map.of());
  }

  @Test
  void remembersTheRunsBefore() throws IOException {
    generated();
    var report = generated();

    assertThat(target.resolve("history/history.json")).isNotEmptyFile();
    assertThat(AllureResults.runsInTheTrend(report)).isEqualTo(2);
    assertThat(AllureResults.runsRemembered(report)).hasSize(records.size()).containsOnly(2);
  }

  private Path generated() throws IOException {
    assumeTrue(
        Files.exists(UNPACKED),
        "Allure's program, which Maven unpacks into %s, is not there".formatted(UNPACKED));
    AllureResults.write(target.resolve("allure-results"), records);
    return AllureSite.generate(
        target, UNPACKED, SETTINGS, target.resolve("history"), SampleRun.run(records));
  }

  private void generate() throws IOException {
    AllureSite.generate(target, SETTINGS, target.resolve("history"), SampleRun.run(records));
  }
}
