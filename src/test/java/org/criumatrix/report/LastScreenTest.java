package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class LastScreenTest {

  private static final int WIDTH = 100;
  private static final String SOCKETS = "sockets.c: Can't get 1:16 opt: Operation not supported";

  private static final MatrixFile EXPECTATIONS =
      MatrixFile.of(
          "matrix.csv",
          """
          case,      criu,  privilege, runtime, host, kernel, expect, at,   error,            why
          *,         *,     *,         *,       *,    *,      works,  ,     ,
          network/*, 4.1.*, *,         *,       *,    *,      fails,  dump, Can't get 1:16,   known
          """);

  static String print(List<CellRecord> records) {
    return print(records, List.of());
  }

  private static String print(List<CellRecord> records, List<String> problems) {
    return LastScreen.print(
        records,
        whole(SampleRun.run(records)),
        problems,
        EXPECTATIONS,
        Path.of("target", "matrix"),
        false,
        WIDTH,
        Marks.UNICODE);
  }

  private static RunInfo whole(RunInfo i) {
    return new RunInfo(
        i.suite(),
        i.started(),
        i.ended(),
        i.options(),
        i.hosts(),
        i.criuBuilds(),
        i.notes(),
        i.cellsRecorded(),
        i.cellsRecorded(),
        i.expectations());
  }

  private static CellRecord fails(String caseId, String criu, String error) {
    return SampleCell.of(caseId)
        .criu(criu)
        .judged(Judgement.REGRESSION)
        .expected("works")
        .fails("dump", error);
  }

  private static Stream<CellRecord> fail(int cells, String criu, String error) {
    return IntStream.range(0, cells)
        .mapToObj(i -> fails("parallel/mpi-" + criu + "-" + i, criu, error));
  }

  @Test
  void fitsOnOneScreenWhateverDiffers() {
    var rows = Stream.of("serial", "open-files", "containers", "gpu", "network", "network-fs");
    var records =
        rows.flatMap(
                row ->
                    IntStream.range(0, 30)
                        .mapToObj(i -> fails(row + "/c" + i, "4.3", "e" + "x".repeat(i + 8))))
            .toList();

    assertThat(print(records).lines().toList())
        .hasSizeLessThanOrEqualTo(LastScreen.LINES)
        .filteredOn(line -> !line.startsWith("Next"))
        .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDTH))
        .anySatisfy(line -> assertThat(line).contains("180 cells differ", "in 30 ways"))
        .anySatisfy(line -> assertThat(line).startsWith("    6 regression (containers, gpu, "));
  }

  @Test
  void showsTheNewestBuildAlone() {
    assertThat(print(SampleRun.records()))
        .contains("CRIU 4.3           root     sudo  setuid  caps  unpriv\n")
        .contains("Serial             4 of 5*  ✓     ✓       ✓     ✗\n")
        .doesNotContain("CRIU 4.2.1  ", "CRIU 3.17.1  ");
  }

  @Test
  void cellsOfOneCauseAreOneEntryThatNamesTheLineWhichKnowsIt() {
    var records = fail(57, "4.1.1", SOCKETS).toList();

    assertThat(print(records))
        .contains(
            "57 cells differ from expectation, in 1 way; each is in target/matrix/summary.txt")
        .contains(
            "   57 regression as on line 3 of matrix.csv, widen it? (parallel; CRIU 4.1.1): fails at dump: so")
        .contains("Next           ./criu-matrix update target/matrix --dry-run");
  }

  @Test
  void whatNoLineExplainsIsToBePlayedAgain() {
    var records =
        Stream.concat(fail(2, "4.1.1", SOCKETS), fail(1, "4.3", "files.c: no inotify")).toList();

    assertThat(print(records))
        .contains("3 cells differ from expectation, in 2 ways")
        .contains(
            "Next           ./criu-matrix run -Dmatrix.folder=target/one"
                + " '-Dcells=parallel/mpi-4.3-0[criu=4.3,privilege=root,runtime=none,host=local]'\n");
  }

  @Test
  void aRunThatWasCutOffIsToGoOn() {
    var records = fail(2, "4.1.1", SOCKETS).toList();
    var cut = SampleRun.run(records);
    var text =
        LastScreen.print(
            records, cut, List.of(), EXPECTATIONS, Path.of("run"), false, WIDTH, Marks.UNICODE);

    assertThat(text).contains("Next           ./criu-matrix run -Dresume '-Dcriu=*'");
  }

  @Test
  void aCalmRunSaysSo() {
    var calm = SampleRun.records().stream().filter(r -> !Overview.differs(r)).limit(40).toList();

    assertThat(print(calm)).contains("Nothing differs from expectation.\n");
  }

  @Test
  void aMissedControlIsNotCalm() {
    var calm = SampleRun.records().stream().filter(r -> !Overview.differs(r)).limit(40).toList();

    assertThat(print(calm, List.of("serial/c: negative control was not noticed")))
        .contains(
            "No cell differs from expectation, but the run failed: 1 problem, printed below.\n")
        .doesNotContain("Nothing differs");
  }
}
