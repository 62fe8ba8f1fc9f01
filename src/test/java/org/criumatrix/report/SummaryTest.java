package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SummaryTest {

  private static final Path FOLDER = Path.of("target", "matrix");

  private final List<CellRecord> records = SampleRun.records();

  static String print(List<CellRecord> records) {
    return Summary.print(records, SampleRun.run(records), FOLDER, false, 100, Marks.UNICODE);
  }

  @Test
  void readsLikeThePublishedTable() {
    assertThat(print(records))
        .contains(
            """
                                published          CRIU 3.17.1                    CRIU 4.1.1
                                3.17.1  non-root   root sudo setuid caps unpriv   root sudo setuid caps unpriv
            Serial              ✓       ✓          ✗    ✗    ✗      ✗    ✗        ✓    ✓    ✓      ✓    ✗
            Threads and forks   ✓       ✓          ✗    ✗    ✗      ✗    ✗        ✓    ✓    ✓      ✓    ✗
            Open files          ✓       ✓          ✗    ✗    –      ✗    ✗        ✓    ✓    –      ✓    ✗
            GPU                 ✗       ✗          –    –    –      –    –        –    –    –      –    –
            Network             partial partial    ✗    ✗    ✗      ✗    ✗        ✗    ✗    ✗      ✗    ✗
            """)
        .contains("Serial              ✓    ✓       ✓      4 of 5 !1* ✗        4 of 5*")
        .contains("Not in this run: Containers, Inside a container,");
  }

  @Test
  void namesWhatDiffers() {
    assertThat(print(records))
        .contains("Differs from expectation (8)")
        .contains(
            """
              serial/java[criu=4.3,privilege=root,runtime=none,host=local]
                judged    regression
                expected  works
                seen      fails at restore
                error     Error (criu/pie/restorer.c:2093): Thread pid mismatch 18/17
            """)
        .contains("    evidence  target/matrix/evidence/serial/java/4.3-1\n");
  }

  @Test
  void cellsOfWhichNothingWasExpectedAreCountedAndDoNotDiffer() {
    var record =
        SampleCell.of("objects/x").profile("lxc").judged(Judgement.UNTRIED).fails("dump", "no");

    assertThat(print(List.of(record)))
        .contains("(1 untried, with the options of a profile)")
        .contains("Nothing differs from expectation.");
    assertThat(LastScreenTest.print(List.of(record))).contains("1 fails (1 untried, ");
    assertThat(print(records)).doesNotContain("untried");
  }

  @Test
  void saysWhyCellsAreUnavailableAndWhereThePagesAre() {
    assertThat(print(records))
        .contains("Unavailable here (48)")
        .contains("    28  the set-uid bit is ignored on a nosuid mount")
        .contains("Matrix page    target/matrix/index.html");
  }

  @Test
  void namesTheAllureReportWhereThereIsOne(@TempDir Path target) throws Exception {
    var report = target.resolve("site/allure-report/index.html");
    var without = print(target.resolve("matrix"));
    Files.createDirectories(report.getParent());
    Files.createFile(report);

    assertThat(without).doesNotContain("Allure report");
    assertThat(print(target.resolve("matrix"))).contains("Allure report  " + report);
  }

  private String print(Path folder) {
    return Summary.print(records, SampleRun.run(records), folder, false, 100, Marks.UNICODE);
  }

  @Test
  void isCalmWhenNothingDiffers() {
    var calm = records.stream().filter(r -> !Overview.differs(r)).toList();

    assertThat(print(calm)).contains("Nothing differs from expectation.");
  }

  @Test
  void staysWithinTheWidth() {
    assertThat(print(records).lines()).allSatisfy(l -> assertThat(l).hasSizeLessThanOrEqualTo(100));
  }

  @Test
  void needsNeitherColourNorUnicode() {
    var plain = Summary.print(records, SampleRun.run(records), FOLDER, false, 100, Marks.ASCII);
    var coloured = Summary.print(records, SampleRun.run(records), FOLDER, true, 100, Marks.UNICODE);

    assertThat(plain).matches("[\\n -~]*").contains("y works, r refuses as it has to, N fails");
    assertThat(coloured.replaceAll("\u001b\\[[;\\d]*m", "").replaceAll(" +\n", "\n"))
        .isEqualTo(print(records));
  }
}
