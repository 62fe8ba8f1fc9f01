package org.criumatrix.report;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.report.PageInBrowser.encoded;
import static org.criumatrix.report.PageInBrowser.labels;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Survival;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every mark of the page means what it says. */
class HtmlPageVerdictsTest {

  private static final String REFUSAL = "network/tcp-one-host-client-without-flag";

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private static Map<String, Duration> played(String... phases) {
    return Stream.of(phases).collect(toMap(p -> p, p -> Duration.ofMillis(2)));
  }

  private static List<CellRecord> records() {
    return List.of(
        SampleCell.of("network/udp-one-tree").works(),
        SampleCell.of("network/tcp-one-tree").unavailable("no network"),
        SampleCell.of("network/epoll")
            .left(Survival.UNHARMED)
            .phases(played("start", "dump"))
            .fails("dump", "no"),
        SampleCell.of(REFUSAL)
            .phases(played("start", "dump", "progress", "answer", "clean"))
            .refuses(),
        SampleCell.of("serial/java").works());
  }

  private Document cell(CellRecord record) throws Exception {
    return page.open(records(), "cell=" + encoded(record.id()));
  }

  private static List<String> marks(Document shown) {
    return shown.select(".phases li").eachText().stream().map(t -> t.substring(0, 1)).toList();
  }

  @Test
  void aRowCountsPlannedCellsAndNoRefusal() throws Exception {
    var shown = page.open(records(), "");

    assertThat(labels(shown))
        .contains("Network, 4.3, root, 1/3 work, 1 refuses, 1 unavailable")
        .contains("Serial, 4.3, root, works")
        .contains(REFUSAL + ", 4.3, root, refuses");
    assertThat(shown.select("tr.group .slot.counted").eachText()).containsExactly("1/3");
    assertThat(shown.select("tr.case button.slot.refuses").eachText()).containsExactly("⊘");
    assertThat(shown.select("#counts").text()).contains("1 ⊘ refuses");
    assertThat(shown.select("#legend").text()).contains("refuses as it has to");
  }

  @Test
  void theHeatMapCountsAlike() throws Exception {
    assertThat(labels(page.open(records(), "view=heat")))
        .contains("Linux 6.18.44-fc, CRIU 4.3, 2 of 4 work, 1 refuse, 1 unavailable");
  }

  @Test
  void phasesOfARefusalThatWereNotPlayedAreGrey() throws Exception {
    var shown = cell(records().get(3));

    assertThat(shown.select("#drawer .verdict strong").text()).isEqualTo("refuses");
    assertThat(marks(shown)).containsExactly("✓", "⊘", "·", "·", "·", "✓", "✓", "✓");
    assertThat(shown.select(".phases li.refuses")).hasSize(1);
  }

  @Test
  void aFailureHasItsHarm() throws Exception {
    var shown = cell(records().get(2));

    assertThat(shown.select("#drawer").text())
        .contains("Harm refused: the dump failed, and the program continues");
    assertThat(marks(shown)).containsExactly("✓", "✗", "·", "·", "·", "·", "·", "·");
  }

  @Test
  void aCellWithoutARecordIsPlannedAndNotRun() throws Exception {
    var missing = SampleCell.of("serial/python").cell();
    var run = SampleRun.withNotRun(records(), List.of(NotRun.of(missing, "6.18.44-fc", "A case.")));
    var shown = page.open(records(), run, "cell=" + encoded(missing.id()));

    assertThat(labels(shown))
        .contains("Serial, 4.3, root, 1/2 work, 1 not run")
        .contains("serial/python, 4.3, root, not run");
    assertThat(shown.select("#drawer .verdict").text()).isEqualTo("·not run");
    assertThat(shown.select("#drawer").text()).contains("This cell was selected", "Run it");
  }
}
