package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.junit.jupiter.api.Test;

/** Tests what the tables of a run have in common, and how they group what is unexpected. */
class TablesTest {

  private static Overview overview(List<CellRecord> records) {
    return Overview.of(records, SampleRun.run(records), Map.of());
  }

  @Test
  void eachTableNamesThePublication() {
    var overview = overview(PublishedRun.records());

    for (var page : List.of(new MarkdownPage(), new LatexPage())) {
      assertThat(page.text(overview))
          .contains("Checkpoint Restore in Userspace for computational simulations")
          .contains("arXiv:2402.05244");
    }
    var csv = new CsvPage().text(overview).lines().toList();
    assertThat(csv.get(0)).endsWith(",harm,publication");
    assertThat(csv).filteredOn(l -> l.endsWith(",arXiv:2402.05244")).hasSize(9);
    assertThat(new CsvPage().text(overview(CausesRun.records())))
        .doesNotContain("arXiv:2402.05244");
  }

  @Test
  void whatIsUnexpectedInOneWayIsOneLineWithItsCause() {
    var lines = new MarkdownPage().text(overview(CausesRun.records())).lines().toList();
    var at = lines.indexOf("## Differs from expectation: 3");

    assertThat(at).isPositive();
    assertThat(lines.subList(at + 4, at + 6))
        .extracting(l -> Arrays.stream(l.split(" [|] ")).limit(5).toList())
        .containsExactly(
            List.of(
                "| 2",
                "regression",
                "works",
                "fails at dump: Error (criu/sockets.c:541): Can't get 1:16 opt",
                "4.1.1"),
            List.of("| 1", "improvement", "fails at dump: Can't get 1:16 opt", "works", "4.1.1"));
    assertThat(lines.get(at + 4)).contains("on record elsewhere: Linux answers SO\\_PASSCRED");
  }

  @Test
  void aWholeRunIsOnALandscapePageWithTheCases() {
    assertThat(new LatexPage().text(overview(SampleRun.records())))
        .contains("\\usepackage[a4paper,landscape,margin=15mm]{geometry}", "\\clearpage")
        .doesNotContain("{{");
  }
}
