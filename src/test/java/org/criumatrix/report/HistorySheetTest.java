package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.Run;
import org.criumatrix.runs.HistoryPoint;
import org.criumatrix.runs.Samples;
import org.criumatrix.runs.Unsteady;
import org.junit.jupiter.api.Test;

class HistorySheetTest {

  private static final List<Run> RUNS =
      List.of(
          Samples.run("a", Samples.cell("serial/java").works()),
          Samples.run(
              "b",
              Samples.cell("serial/java").attempt(2).fails("dump", "no"),
              Samples.cell("serial/c").works()));

  private static String text(Sheet sheet) {
    return Sheets.text(sheet, false, 100);
  }

  @Test
  void listsTheRunsWithWhatTheyFound() {
    assertThat(text(HistorySheet.runs("/h", RUNS)))
        .contains("Runs in /h", "Runs (2)", "0.1.0 (563c695)", "1 works, 1 fails", "6.18.44-fc");
  }

  @Test
  void showsACellsResultsRunByRun() {
    var text = text(HistorySheet.cells(HistoryPoint.byCell(RUNS, Selection.of("serial/java"))));

    assertThat(text)
        .contains("1 cells, 1 of them unsteady", "(2)", "fails at dump")
        .contains("dump 20.0 ms, frozen 5.0 ms, restore 20.0 ms")
        .doesNotContain("serial/c");
    assertThat(text.indexOf("works")).isLessThan(text.indexOf("fails at dump"));
  }

  @Test
  void namesUnsteadyCellsAndTheirEvidence() {
    var unsteady = Unsteady.among(HistoryPoint.byCell(RUNS, Selection.of("")));

    assertThat(text(HistorySheet.unsteady(unsteady)))
        .contains("Unsteady cells (1)", "1 times fails at dump, 1 times works")
        .contains("evidence/serial/java/4.3-1 evidence/serial/java/4.3-2");
    assertThat(text(HistorySheet.unsteady(List.of()))).startsWith("No cell is unsteady.");
  }
}
