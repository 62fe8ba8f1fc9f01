package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.report.Browser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One question in many wordings: the right page comes first, and its line answers. */
class SearchWordingsTest {

  /** Asks each question as a user would, and keeps what is shown. */
  private static final String ASK =
      """
      const start = performance.now();
      for (const question of QUESTIONS) {
        show(question);
        const kept = document.createElement("section");
        for (const id of ["context", "results"]) {
          const part = document.getElementById(id).cloneNode(true);
          part.className = id;
          part.removeAttribute("id");
          kept.append(part);
        }
        document.body.append(kept);
      }
      document.body.dataset.ms = performance.now() - start;
      """;

  @TempDir private static Path temporary;
  private static Document shown;

  record Wording(String question, String page, List<String> says) {}

  static List<Wording> wordings() {
    return CsvData.read("/org/criumatrix/site/wordings.csv").stream()
        .map(
            l -> new Wording(l.get("question"), l.get("page"), List.of(l.get("says").split(" & "))))
        .toList();
  }

  @BeforeAll
  static void askAll() throws Exception {
    var installed = Browser.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed to search with");
    var site = SampleSite.of(SearchSample.all(), temporary.resolve("site"));
    var questions = wordings().stream().map(Wording::question).toList();
    var start = site.page("index.html");
    start.select("meta[http-equiv]").remove();
    start.body().appendElement("script").attr("defer", "").attr("src", "ask.js");
    Files.writeString(site.folder().resolve("ask.html"), start.html());
    Files.writeString(
        site.folder().resolve("ask.js"),
        "const QUESTIONS = %s;\n%s"
            .formatted(new ObjectMapper().writeValueAsString(questions), ASK));
    shown =
        Jsoup.parse(
            new Browser(installed.get(), temporary.resolve("profile"))
                .open(site.folder().resolve("ask.html"), ""));
  }

  @ParameterizedTest
  @MethodSource("wordings")
  void theFirstLineAnswers(Wording wording) {
    var section = shown.select("section:has(.results)").get(wordings().indexOf(wording));
    var first = section.select(".results li .title").eachAttr("href").stream().findFirst();

    assertThat(first.orElse("nothing").replaceFirst("#.*", "")).isEqualTo(wording.page());
    assertThat(section.select(".context").text() + section.select(".results li:first-child").text())
        .contains(wording.says());
  }

  @Test
  void everyQuestionIsAskedOnce() {
    assertThat(wordings().stream().map(Wording::question)).doesNotHaveDuplicates();
    assertThat(shown.select("section:has(.results)")).hasSameSizeAs(wordings());
  }
}
