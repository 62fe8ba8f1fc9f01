package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every page. */
class SiteTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_BYTES = 100_000;

  @TempDir private static Path temporary;
  private static SampleSite site;

  @BeforeAll
  static void write() throws IOException {
    site = SampleSite.in(temporary);
  }

  @Test
  void everythingHasAPage() throws IOException {
    assertThat(site.files(".html"))
        .contains(
            "about.html",
            "application/r-parallel.html",
            "can/index.html",
            "can/mpi-openmpi.html",
            "case/network/unix-half.html",
            "criu/4.3.html",
            "engine/docker.html",
            "engine/slurm.html",
            "index.html",
            "kernel/6.18.1.html",
            "machine/00000001.html",
            "object/eventfd-semaphore.html",
            "option/tcp-established.html",
            "query.html",
            "run/" + SampleData.RUN + ".html",
            "saved.html",
            "trait/tcp-established.html",
            "trend/index.html",
            "trend/parallel.html",
            "why/" + SampleData.HALF + ".html");
    assertThat(site.files(".svg")).contains("badge/mpi-openmpi.svg", "badge/gpu-cuda.svg");
  }

  @Test
  void everyRelativeLinkAndFragmentResolves() throws IOException {
    var broken = new ArrayList<String>();
    for (var path : site.files(".html")) {
      for (var element : site.page(path).select("[href], [src], [action]")) {
        var link = element.attr("href") + element.attr("src") + element.attr("action");
        if (!link.startsWith("https://") && !resolves(path, link)) {
          broken.add(path + " → " + link);
        }
      }
    }
    assertThat(broken).isEmpty();
  }

  /** A fragment with a query is read by a script. */
  private static boolean resolves(String from, String link) throws IOException {
    var parts = link.split("#", 2);
    var file =
        parts[0].isEmpty()
            ? Path.of(from)
            : Path.of(from).resolveSibling(Path.of(parts[0])).normalize();
    var target = site.folder().resolve(file);
    if (file.startsWith("..") || !Files.isRegularFile(target)) {
      return false;
    }
    return parts.length == 1
        || parts[1].startsWith("q=")
        || site.page(file.toString()).getElementById(parts[1]) != null;
  }

  @Test
  void everyPageHasItsParts() throws IOException {
    for (var path : site.files(".html")) {
      var page = site.page(path);

      assertThat(page.select("h1")).as("headings of %s", path).hasSize(1);
      assertThat(page.select("main#main")).as("main of %s", path).hasSize(1);
      assertThat(page.title()).as("title of %s", path).isNotBlank();
      assertThat(page.select("meta[name=description]").attr("content"))
          .as("description of %s", path)
          .isNotBlank();
      assertThat(page.select("meta[property=og:title]").attr("content"))
          .as("title for previews of %s", path)
          .isNotBlank();
      assertThat(page.select("[id]").eachAttr("id")).as("ids of %s", path).doesNotHaveDuplicates();
      assertThat(page.select("h2:empty, section:empty, td > a:empty"))
          .as("empty parts of %s", path)
          .isEmpty();
      assertThat(Files.size(site.folder().resolve(path)))
          .as("size of %s", path)
          .isLessThan(MAX_BYTES);
    }
  }

  @Test
  void titlesDiffer() throws IOException {
    var titles = new ArrayList<String>();
    for (var path : site.files(".html")) {
      titles.add(site.page(path).title());
    }
    assertThat(titles).doesNotHaveDuplicates();
  }

  @Test
  void noPageLoadsAnythingFromElsewhere() throws IOException {
    for (var path : site.files(".html")) {
      var page = site.page(path);
      assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
          .as("policy of %s", path)
          .startsWith("default-src 'none'")
          .doesNotContain("http", "unsafe");
      assertThat(page.select("script:not([src]), style, iframe, [style]")).as(path).isEmpty();
      assertThat(page.getAllElements().stream().flatMap(e -> e.attributes().asList().stream()))
          .as("attributes of %s", path)
          .noneMatch(a -> a.getKey().startsWith("on"));
    }
  }

  @Test
  void pagesToReadHaveNoScripts() throws IOException {
    assertThat(site.page("can/mpi-openmpi.html").select("script")).isEmpty();
    assertThat(site.page("index.html").select("script[src]").eachAttr("src"))
        .containsExactly("search.js", "meaning.js", "find.js", "answer.js", "start.js");
  }

  @Test
  void theJsonBesideAPageHasItsData() throws IOException {
    for (var path : site.files(".html")) {
      var json = JSON.readTree(site.text(path.replace(".html", ".json")));
      assertThat(json.get("page").asText()).isEqualTo(path);
      assertThat(json.get("title").asText()).as(path).isNotBlank();
      assertThat(json.get("made").asText()).isEqualTo(SampleData.MADE);
    }
    var situation = JSON.readTree(site.text("can/mpi-openmpi.json")).get("data");
    assertThat(situation.get("situation").get("id").asText()).isEqualTo("mpi-openmpi");
    assertThat(situation.get("answers").get(0).get("verdict").asText())
        .isEqualTo("works with options");
  }

  @Test
  void theIndexListsEveryPageOfAThing() throws IOException {
    var listed = new ArrayList<String>();
    JSON.readTree(site.text("index.json"))
        .get("data")
        .get("pages")
        .forEach(p -> listed.add(p.get("path").asText()));

    assertThat(listed)
        .containsAll(site.files(".html").stream().filter(p -> p.contains("/")).toList())
        .doesNotHaveDuplicates();
  }

  @Test
  void wideTablesScrollInsideThemselvesAndCanBeReachedByKeys() throws IOException {
    for (var path : site.files(".html")) {
      assertThat(tables(site.page(path)))
          .as(path)
          .allMatch(
              t ->
                  t.parent() != null
                      && t.parent().hasClass("wide")
                      && t.parent().hasAttr("tabindex"));
    }
  }

  private static List<Element> tables(Document page) {
    return page.select("table");
  }

  @Test
  void nothingOfTheLinksDependsOnWhereTheSiteIs() throws IOException {
    for (var path : site.files(".html")) {
      assertThat(site.page(path).select("[href^=/], [src^=/], [href^=file], [action^=/]"))
          .as(path)
          .isEmpty();
    }
  }
}
