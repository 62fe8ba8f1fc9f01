package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Claim;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.record.CellRecord.Cause;
import org.junit.jupiter.api.Test;

class PublishedCaseTest {

  private final Map<String, PublishedCase> cases = PublishedRun.overview().published();

  @Test
  void everyClaimOnACaseIsOfOne() {
    var claimed = Claim.all().stream().filter(c -> !c.caseName().equals("*")).toList();

    assertThat(cases.values().stream().flatMap(c -> c.claims().stream()).distinct())
        .containsExactlyInAnyOrderElementsOf(claimed);
  }

  @Test
  void hasTodaysCells() {
    assertThat(cases.get("network/tcp-one-host-client"))
        .returns("3.17.1 works (root), non-root works", PublishedCase::describe)
        .returns("restores only once", PublishedCase::remark)
        .satisfies(c -> assertThat(c.cells()).hasSize(3))
        .satisfies(c -> assertThat(c.since()).contains(Since.AS_PUBLISHED));
    assertThat(cases.get("parallel/lammps-tree-plain").cells()).isEmpty();
  }

  @Test
  void isFoundUnderOurName() {
    assertThat(cases).containsKey("serial/terminal").doesNotContainKey("serial/simple-c-terminal");
    assertThat(cases.get("open-files/append").publishedAs()).isEqualTo("open-files/open-files");
  }

  @Test
  void theListOfNamesHoldsOnlyPublishedOnes() {
    var published = Claim.all().stream().map(c -> c.row() + "/" + c.caseName()).toList();

    assertThat(CsvData.read("/org/criumatrix/published-cases.csv"))
        .extracting(r -> r.get("published"))
        .isSubsetOf(published);
  }

  @Test
  void whatFailsTodayHasItsRemedy() {
    var cause = new Cause("it moved", "--x", "8ee2eba47", "4.4");
    var cell = PublishedRun.cell("tcp-two-hosts-server", "root").cause(cause);
    var records = List.of(cell.fails("restore", "gone"));
    var overview = Overview.of(records, SampleRun.run(records), Map.of());

    assertThat(new MarkdownPage().text(overview))
        .contains(
            "fails now: it moved. What makes it work: --x. Fixed in CRIU 4.4. Commit: 8ee2eba47");
  }

  @Test
  void whatIsAnotherTodayHasItsCause() {
    assertThat(cases.get("network/tcp-two-hosts-server").flipped()).isTrue();
    assertThat(cases.get("network/tcp-two-hosts-server").cause()).isEqualTo(PublishedRun.CAUSE);
    assertThat(cases.get("network/udp-moved-server").flipped()).isTrue();
    assertThat(cases.get("network/udp-moved-server").cause()).isEmpty();
    assertThat(cases.get("network/tcp-one-host-client").flipped()).isFalse();
    assertThat(new MarkdownPage().text(PublishedRun.overview()))
        .contains("- ▼ network/tcp-two-hosts-server fails now: " + PublishedRun.CAUSE)
        .contains("- ▲ network/udp-moved-server works now: no cause is recorded yet");
    assertThat(new LatexPage().text(PublishedRun.overview()))
        .contains("\\failsnow\\,network/tcp-two-hosts-server: " + PublishedRun.CAUSE);
  }

  @Test
  void whatMakesACaseWorkNowIsSaidOfPublishedOnes() {
    assertThat(CsvData.read("/org/criumatrix/works-now.csv"))
        .allSatisfy(
            line ->
                assertThat(cases.get(line.get("case")).claims())
                    .allSatisfy(c -> assertThat(c.verdict()).isEqualTo("fails")));
  }

  @Test
  void isNextToTodaysResultsInMarkdown() {
    assertThat(new MarkdownPage().text(PublishedRun.overview()))
        .contains(
            """
            | network/tcp-one-host-client | ✓ (root) | ✓ | = as published | ✓ | ✓ | ✗ | restores only once |
            """)
        .contains("| network/udp-moved-server | ✗ | ✗ | ▲ works now | ✓ | ✓ | ✓ | dumped on one")
        .contains("| network/tcp-two-hosts-server | ✓ (root) | ✓ | ▼ fails now | ✗ | ✗ | ✗ |")
        .contains(
            "| parallel/lammps-tree-plain | ✗ | ✗ |  | · | · | · | LAMMPS with MPI; dump or restore hung |")
        .doesNotContain("| network/tcp-one-host-client-second-restore |");
  }

  @Test
  void isNextToTodaysResultsInLatex() {
    assertThat(new LatexPage().text(PublishedRun.overview()))
        .containsPattern(
            "network/udp-moved-server\\\\remark\\{\\d+} & \\\\fails & \\\\fails & \\\\works & "
                + "\\\\works & \\\\works & \\\\worksnow")
        .contains("\\needsroot{\\works} & \\works", "\\,restores only once");
  }

  @Test
  void isNextToEachCellInCsv() {
    assertThat(new CsvPage().text(PublishedRun.overview()).lines())
        .anyMatch(
            l -> l.endsWith(",\"3.17.1 fails, non-root fails\",works now,none,arXiv:2402.05244"))
        .anyMatch(l -> l.endsWith(",\"3.17.1 works (root), non-root works\",,,arXiv:2402.05244"))
        .anyMatch(l -> l.contains("second-restore") && l.endsWith(",,,dies,"));
  }
}
