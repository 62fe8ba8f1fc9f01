package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImagesAcrossTest {

  @TempDir Path target;

  private static SampleCell images(String from, String kind, String to) {
    var id = CaseId.parse("operations/images-of-" + from + "-" + kind);
    return SampleCell.detailed(Cell.of(id, to, "root", "none", "local"));
  }

  private static List<CellRecord> records() {
    return List.of(
        images("4.2.1", "threads", "4.10").works(),
        images("4.10", "threads", "4.2.1").fails("restore", "no such field"),
        images("4.10", "files", "4.2.1").works(),
        images("4.10", "files", "4.10").unavailable("no such build"),
        images("4.10", "threads", "4.10").works(),
        SampleCell.of("operations/images-moved").works(),
        SampleCell.of("serial/simple-c").works());
  }

  private static Overview overview(List<CellRecord> records) {
    return Overview.of(records, SampleRun.run(records), Map.of());
  }

  @Test
  void aPairHasTheVersionThatDumpedAndTheOneThatRestored() {
    assertThat(ImagesAcross.all(records()))
        .extracting(p -> p.from() + " " + p.to() + " " + Marks.UNICODE.entry(p.tally()))
        .containsExactly("4.2.1 4.10 ✓", "4.10 4.2.1 1 of 2", "4.10 4.10 1 of 2 –1");
  }

  @Test
  void aFailureIsWorseThanWhatWorksAndThatThanWhatCannotBeRun() {
    assertThat(ImagesAcross.all(records()))
        .extracting(p -> p.worst().verdict().key())
        .containsExactly("works", "fails", "works");
  }

  @Test
  void kernelsHaveTablesOfTheirOwn() {
    var other = images("4.2.1", "threads", "4.10").on("vm:bookworm", "6.1.0").works();

    var lines = new ImagesTable(overview(List.of(records().get(0), other)), Marks.UNICODE);

    assertThat(lines.markdown()).filteredOn(l -> l.startsWith("Linux ")).hasSize(2);
  }

  @Test
  void markdownAndSummaryHaveTheTable() {
    var table = new ImagesTable(overview(records()), Marks.UNICODE);

    assertThat(table.markdown())
        .contains(
            "## Images across versions",
            "| dumped by | restored by 4.2.1 | restored by 4.10 |",
            "| 4.2.1 |  | ✓ |",
            "| 4.10 | 1 of 2 | 1 of 2 –1 |");
    assertThat(table.text(new Paint(false)))
        .contains("Images across versions", "    4.2.1                                 ✓");
  }

  @Test
  void aRunWithoutThemHasNoTable() {
    var table =
        new ImagesTable(overview(List.of(SampleCell.of("serial/simple-c").works())), Marks.UNICODE);

    assertThat(table.markdown()).isEmpty();
    assertThat(table.text(new Paint(false))).isEmpty();
  }

  @Test
  void thePageHasTheTableAndOpensTheWorstCell() throws Exception {
    var panel = PageInBrowser.in(target).open(records(), "panel=images").expectFirst("#images");

    assertThat(panel.select("thead th").eachText())
        .containsExactly("dumped by", "restored by 4.2.1", "restored by 4.10");
    assertThat(panel.select("tbody th").eachText()).containsExactly("4.2.1", "4.10");
    assertThat(panel.select("button").eachAttr("title"))
        .contains("4.10 → 4.2.1: fails at restore: no such field");
  }

  @Test
  void aPageWithoutThemHasNoSuchTable() throws Exception {
    var shown = PageInBrowser.in(target).open(SampleRun.records(), "");

    assertThat(shown.select("#images[hidden]")).hasSize(1);
  }
}
