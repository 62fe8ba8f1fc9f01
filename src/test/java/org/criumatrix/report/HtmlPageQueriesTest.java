package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.query.Query;
import org.criumatrix.query.QueryCells;
import org.criumatrix.query.RunCells;
import org.criumatrix.query.Synonyms;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.testing.SampleCell;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Queries in the search box of the page. */
class HtmlPageQueriesTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  private static final List<String> QUERIES =
      List.of(
          "",
          "verdict:fails criu:4.3",
          "works:4.2.1 fails:4.3 or differs:criu",
          "works-as:root fails-as:unprivileged",
          "is:news -judgement:broken",
          "kernel>=6.1 kernel<7",
          "row:network,serial -case:*java*",
          "dump>8ms frozen>=3ms restore<9ms",
          "wall<1min image>=2M",
          "image_bytes<2000000",
          "ended:2026-11-22T15 attempts:1",
          "attempts>1 or ended>2026-11-22T15:31:01",
          "trait:ghost-file option:ghost-limit",
          "option:--ghost-limit=8M harm:none",
          "cause:* or remedy:* or issue:* or fixed:*",
          "is:fixed-upstream",
          "harm!=none error:*",
          "check:second-dump*pid log:segfault",
          "situation:* role:way topic:c",
          "machine:Xeon -machine:EPYC run:2*",
          "ghost-file",
          "\"second dump\" or without root",
          "--ghost-limit java",
          "\"locks are hold\" or row:gpu",
          "serial-program",
          "serial/java[criu=4.3,privilege=root,runtime=none,host=local]");

  @TempDir Path target;

  private PageInBrowser page;

  @BeforeEach
  void findBrowser() {
    page = PageInBrowser.in(target);
  }

  private Document shown(String query) throws Exception {
    return page.open(SampleRun.records(), "q=" + PageInBrowser.encoded(query));
  }

  @Test
  void findTheSameCellsAsTheCommand() throws Exception {
    var records = new ArrayList<>(SampleRun.records());
    records.add(SampleCell.of("serial/simple-c").attempt(2).broken("disk is full"));
    records.add(
        SampleCell.of("network/moved-vdso")
            .cause(new CellRecord.Cause("the vDSO moved", null, null, "4.1", ">=6.13"))
            .fails("dump", "vdso: Unexpected rt vDSO area bounds"));
    var seen =
        page.openAndDo(
            records,
            "",
            "document.body.dataset.seen = JSON.stringify(%s.map(q => [q, cells.filter(language.compile(q)).map(c => c.id).sort()]))"
                .formatted(JSON.writeValueAsString(QUERIES)));

    for (var pair : JSON.readTree(seen.body().attr("data-seen"))) {
      var query = pair.get(0).asText();
      assertThat(JSON.convertValue(pair.get(1), new TypeReference<List<String>>() {}))
          .as(query)
          .isNotEmpty()
          .isEqualTo(ids(query, records));
    }
    assertThat(JSON.readTree(seen.body().attr("data-seen"))).hasSameSizeAs(QUERIES);
  }

  private static List<String> ids(String query, List<CellRecord> records) {
    var run = new Run(Path.of("run"), records, Optional.of(SampleRun.run(records)));
    return Query.of(query, Synonyms.ofSuite())
        .in(new QueryCells(RunCells.of(List.of(run))))
        .stream()
        .map(c -> c.record().id())
        .sorted()
        .collect(Collectors.toList());
  }

  @Test
  void aMistakeIsShownAndHidesNothing() throws Exception {
    var shown = shown("row:network verdit:works");

    assertThat(shown.select("#mistake mark").text()).isEqualTo("verdit");
    assertThat(shown.select("#mistake").text())
        .contains("Column 13: there is no field 'verdit'; did you mean 'verdict'?")
        .endsWith("Until then it hides no cell.");
    assertThat(shown.select("#search").attr("aria-invalid")).isEqualTo("true");
    assertThat(shown.select("#shown").text()).doesNotContain(" of ");
  }

  @Test
  void whileAQueryIsTypedTheOneBeforeCounts() throws Exception {
    var type =
        "const box = document.getElementById('search'); for (const text of ['row:network', 'row:network verdict:']) {"
            + " box.value = text; box.dispatchEvent(new Event('input', { bubbles: true })); }";
    var shown = page.openAndDo(SampleRun.records(), "", type);

    assertThat(shown.select("#mistake").text())
        .contains("'verdict:' has no value")
        .endsWith("Until then the cells of “row:network” are shown.");
    assertThat(shown.select("#shown").text()).startsWith("40 of ");
    assertThat(PageInBrowser.address(shown)).isEqualTo("#q=row%3Anetwork+verdict%3A");
  }

  @Test
  void savedQueriesHaveTheNumberOfTheirCellsAndAreAskedByAClick() throws Exception {
    var records = SampleRun.records();
    var open = "document.querySelector('details[data-menu=queries]').open = true;";
    var shown = page.openAndDo(records, "", open);

    var news = shown.select(".saved[data-query=is:news]").first();
    assertThat(news.children().eachText())
        .containsExactly("news", "is:news", "" + ids("is:news", records).size());

    var asked =
        page.openAndDo(
            records, "", open + "document.querySelector('.saved[data-query=\"is:news\"]').click()");
    assertThat(PageInBrowser.address(asked)).isEqualTo("#q=is%3Anews");
    assertThat(asked.select("details[data-menu=queries][open]")).isEmpty();
  }

  @Test
  void backReturnsFromASavedQuery() throws Exception {
    var ask =
        "const before = history.length; document.querySelector('.saved[data-query=\"is:news\"]').click();"
            + " document.body.dataset.entries = history.length - before";
    var shown = page.openAndDo(SampleRun.records(), "q=java", ask);

    assertThat(shown.body().attr("data-entries")).isEqualTo("1");
  }

  @Test
  void theFieldsAreListedWithAnExample() throws Exception {
    var fields = shown("").select(".queries tbody tr");

    assertThat(fields.select("th").eachText()).contains("criu", "works", "differs");
    assertThat(fields.select("button[data-query=kernel>=6.16]")).hasSize(1);
  }

  @Test
  void aWordWithAMeaningHasARemark() throws Exception {
    assertThat(shown("rootless").select("#mistake.notes").text())
        .startsWith("The caller of CRIU is an ordinary account.");
    assertThat(shown("java").select("#mistake[hidden]")).hasSize(1);
  }

  @Test
  void anEmptyResultNamesTheTermThatNoCellHas() throws Exception {
    var nothing = shown("criu:4.9 row:serial -verdict:works").expectFirst("#nothing");

    assertThat(nothing.text())
        .contains("“criu:4.9” is true of no cell; the values here are 3.17.1, 4.1.1, 4.2.1, 4.3.");
    assertThat(nothing.select(".nearest button").eachText()).containsExactly("without “criu:4.9”");
    assertThat(nothing.select("pre").text())
        .isEqualTo("./criu-matrix run '-Dcells=serial/*' '-Dcriu=4.9'");
  }
}
