package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.CriuBuildInfo;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code ./criu-matrix grid} as a user calls it. */
@ResourceLock(Resources.SYSTEM_OUT)
class GridCommandTest {

  @TempDir Path folder;
  private Path older;
  private Path newer;

  @BeforeEach
  void writeRuns() throws IOException {
    older = run("older", "6.1.0", "sum of 4.3");
    newer = run("newer", "7.3.4", "sum of 4.3");
  }

  /** Both runs have the same cells of the host local, which are of different machines. */
  private Path run(String name, String kernel, String sum) throws IOException {
    var records = new ArrayList<CellRecord>();
    for (var privilege : List.of("root", "capabilities")) {
      records.add(SampleCell.of("serial/a").privilege(privilege).kernel(kernel).works());
    }
    records.add(SampleCell.of("applications/lua").on("userland:sid", kernel).works());
    return Samples.written(
            folder.resolve(name), info(sum, records.size()), records.toArray(CellRecord[]::new))
        .place();
  }

  private static RunInfo info(String sum, int cells) {
    var info = Samples.info(cells);
    return new RunInfo(
        info.suite(),
        info.started(),
        info.ended(),
        info.options(),
        info.hosts(),
        List.of(new CriuBuildInfo("4.3", "debian:sid", "4.3-1", sum, "")),
        info.notes(),
        cells,
        cells,
        info.expectations());
  }

  @Test
  void runsOfSeveralMachinesAreLinesOfOneTable() {
    var markdown = CommandCall.of("grid", older, newer, "--host", "local", "--md");

    assertThat(markdown.exit()).as(markdown.err()).isZero();
    assertThat(markdown.out().lines())
        .contains(
            "# Kernels and CRIU builds",
            "criu-matrix 0.1.0 (563c695), 2026-11-22.",
            "Number of cases: 1 (serial 1); privileges: capabilities, root; runtimes: none.",
            "| Linux | CRIU 4.3 | played | hosts |",
            "| 6.1.0 | ✓ 2 of 2 | 2 of 2 | local |",
            "| 7.3.4 | ✓ 2 of 2 | 2 of 2 | local |");
  }

  @Test
  void globsSelectCells() {
    var out =
        CommandCall.of(
                "grid",
                older,
                "--privilege",
                "root",
                "--cells",
                "serial/*",
                "--criu",
                "4.*",
                "--runtime",
                "none",
                "--csv")
            .out();

    assertThat(out.lines())
        .contains("6.1.0,local,4.3,works,1,0,,serial:1")
        .noneMatch(l -> l.contains("applications"));
  }

  @Test
  void userLandsAreTheHostsOfThatName() {
    var html = CommandCall.of("grid", "--by", "userland", older, newer, "--html").out();

    assertThat(html).contains("User lands and CRIU builds", ">sid<", "6.1.0 7.3.4", "✓ 1 of 1");
  }

  @Test
  void theDataIsWrittenToo() throws IOException {
    var file = folder.resolve("data.csv");

    var text = CommandCall.of("grid", older, "--data", file);

    assertThat(text.out()).contains("Kernels and CRIU builds", "6.1.0");
    assertThat(Files.readString(file))
        .startsWith("# criu-matrix 0.1.0")
        .contains("6.1.0,local userland:sid,4.3,works,3,0,,applications:1 serial:2");
    assertThat(CommandCall.of("grid", older, "--data", folder.resolve("no/data.csv")).exit())
        .isEqualTo(6);
  }

  @Test
  void recordsWithoutProvenanceAreEnough() {
    var out = CommandCall.of("grid", older.resolve("records.jsonl"), "--md");

    assertThat(out.exit()).isZero();
  }

  @Test
  void oneNameOfTwoProgramsIsRefused() throws IOException {
    var other = run("other", "6.12.1", "another sum");

    var refused = CommandCall.of("grid", older, other);

    assertThat(refused.exit()).isEqualTo(2);
    assertThat(refused.err()).contains("CRIU 4.3 is", other.toString());
  }

  @Test
  void nothingSelectedIsAnError() {
    var none = CommandCall.of("grid", "--by", "userland", older, "--host", "local");

    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err()).contains("no cell of a host userland:* is selected");
    assertThat(CommandCall.of("grid", older, "--by", "moon").exit()).isEqualTo(2);
    assertThat(CommandCall.of("grid", folder).exit()).isEqualTo(2);
  }
}
