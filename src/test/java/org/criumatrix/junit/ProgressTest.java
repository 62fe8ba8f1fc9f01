package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.matrix.Axis;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final String ESCAPE = "\u001b";

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private Progress progress(boolean terminal, int width, int total) {
    return new Progress(
        new PrintStream(shown, true, StandardCharsets.UTF_8),
        terminal,
        width,
        total,
        timeLeft(total),
        Path.of("run"));
  }

  private static TimeLeft timeLeft(int total) {
    var left = new TimeLeft(1);
    left.expects(CellRecords.CELL.caseId().row(), CellRecords.CELL.on(Axis.CRIU), 1, total);
    return left;
  }

  private String shown() {
    return shown.toString(StandardCharsets.UTF_8);
  }

  @Test
  void writesPlainLinesWhereThereIsNoTerminal() {
    try (var progress = progress(false, 80, 2)) {
      progress.begins(CellRecords.CELL.id());
      progress.ended(CellRecords.works());
      progress.begins(CellRecords.CELL.id());
      progress.ended(CellRecords.works());
    }

    assertThat(shown())
        .isEqualTo("2 of 2 cells, 0 failing, 0 unexpected, 0 s left%n".formatted())
        .doesNotContain(ESCAPE, "\r");
  }

  @Test
  void whatIsNotNeededAnyMoreIsNotWaitedFor() {
    try (var progress = progress(false, 80, 3)) {
      progress.skips(CellRecords.CELL);
      progress.begins(CellRecords.CELL.id());
      progress.ended(CellRecords.works());
      progress.skips(CellRecords.CELL);
      progress.begins(CellRecords.CELL.id());
    }
    assertThat(shown()).isEmpty();

    try (var progress = progress(false, 80, 2)) {
      progress.skips(CellRecords.CELL);
      progress.ended(CellRecords.works());
    }
    assertThat(shown()).isEqualTo("1 of 1 cells, 0 failing, 0 unexpected, 0 s left%n".formatted());
  }

  @Test
  void refusalsAreNeitherFailingNorLeftOut() {
    var refuses = CellRecords.outcome(Verdict.REFUSES, null, null);
    try (var progress = progress(false, 80, 1)) {
      progress.ended(CellRecords.of(refuses, Optional.empty()));
    }

    assertThat(shown()).contains("1 of 1 cells, 0 failing, 1 refusing, 1 unexpected");
  }

  @Test
  void showsUnexpectedResultsAtOnce() {
    var progress = progress(false, 80, 100);
    progress.ended(CellRecords.failsAtDump("map failed"));

    assertThat(shown().lines())
        .containsExactly(
            "regression: " + CellRecords.CELL.id(),
            "  expected: works",
            "  seen:     fails at dump: map failed",
            "  evidence: run/" + EvidencePaths.folder(CellRecords.CELL));
  }

  @Test
  void keepsOneChangingLineOnATerminal() {
    try (var progress = progress(true, 80, 1)) {
      progress.begins(CellRecords.CELL.id());
      progress.ended(CellRecords.works());
    }

    assertThat(shown())
        .contains("\r" + ESCAPE + "[K1 of 1 cells, 0 failing, 0 unexpected, 0 s left")
        .endsWith("\r" + ESCAPE + "[K")
        .doesNotContain("\n");
  }

  @Test
  void neverWrapsTheLineOfATerminal() {
    var progress = progress(true, 60, 1);
    progress.begins("x".repeat(500));
    progress.ended(CellRecords.works());

    assertThat(shown().split("\r" + ESCAPE + "\\[K")).allMatch(line -> line.length() < 60);
  }

  @Test
  void countsFailuresAndWhatIsUnexpected() {
    var progress = progress(false, 80, 3);
    progress.ended(CellRecords.works());
    progress.ended(CellRecords.failsAtDump("a"));
    progress.ended(CellRecords.failsAtDump("b"));

    assertThat(shown()).endsWith("3 of 3 cells, 2 failing, 2 unexpected, 0 s left%n".formatted());
  }

  @Test
  void showsTheFirstCellOfEachKindOfDifference() {
    var progress = progress(false, 80, 100);
    progress.ended(CellRecords.failsAtDump("a"));
    progress.ended(CellRecords.failsAtDump("a"));
    progress.ended(CellRecords.failsAtDump("b"));

    assertThat(shown().lines().filter(l -> l.startsWith("  seen:")))
        .containsExactly("  seen:     fails at dump: a", "  seen:     fails at dump: b");
  }

  @Test
  void keepsControlCharactersOfErrorsFromTheTerminal() {
    var progress = progress(false, 80, 100);
    progress.ended(CellRecords.failsAtDump("a" + ESCAPE + "[2Jb\rc\u0007"));

    assertThat(shown()).doesNotContain(ESCAPE, "\r", "\u0007").contains("a [2Jb c");
  }
}
