package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.criumatrix.dataset.DataSet;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data of strangers stays text: in pages, in scripts, in names of files, in commands to copy. */
class HostileSiteTest {

  private static final ObjectMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private static final String EVIL =
      "</script><script>alert(1)</script><img src=x onerror=alert(1)>\"' `$(touch /tmp/x)`\u2028\u0000\ud800 ../../../evil";

  /** Values that decide what a page is; all others may be anything. */
  private static final Set<String> KEPT =
      Set.of(
          "format",
          "version",
          "made",
          "verdict",
          "role",
          "status",
          "direction",
          "along",
          "kind",
          "latest",
          "series",
          "started",
          "ended",
          "date");

  @TempDir private static Path temporary;
  private static SampleSite site;

  @BeforeAll
  static void write() throws IOException {
    var tree = JSON.valueToTree(SampleData.all());
    spoil(tree);
    ((ObjectNode) tree.get("causes").get(0)).put("issue", "javascript:alert(1)");
    ((ObjectNode) tree.get("publication")).put("url", "data:text/html,<script>alert(1)</script>");
    site = SampleSite.of(JSON.treeToValue(tree, DataSet.class), temporary.resolve("in/site"));
  }

  /** Appends a hostile text to every text that is not kept. Equal texts stay equal. */
  private static void spoil(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object
          .properties()
          .forEach(
              e -> {
                if (e.getValue().isTextual() && !KEPT.contains(e.getKey())) {
                  e.setValue(TextNode.valueOf(e.getValue().asText() + EVIL));
                } else {
                  spoil(e.getValue());
                }
              });
    } else if (node.isArray()) {
      var array = (com.fasterxml.jackson.databind.node.ArrayNode) node;
      for (var i = 0; i < array.size(); i++) {
        if (array.get(i).isTextual()) {
          array.set(i, TextNode.valueOf(array.get(i).asText() + EVIL));
        } else {
          spoil(array.get(i));
        }
      }
    }
  }

  @Test
  void noFileIsOutsideOfTheSite() throws IOException {
    try (var files = Files.walk(temporary)) {
      assertThat(files.filter(Files::isRegularFile)).allMatch(f -> f.startsWith(site.folder()));
    }
    assertThat(site.files(".html"))
        .hasSizeGreaterThan(40)
        .allMatch(f -> f.matches("[A-Za-z0-9._/-]+"));
  }

  @Test
  void noTextBecomesMarkupOrAScript() throws IOException {
    for (var path : site.files(".html")) {
      var page = site.page(path);
      assertThat(page.select("script:not([src]), img[src=x], iframe, object, base"))
          .as(path)
          .isEmpty();
      assertThat(
              page.getAllElements().stream()
                  .flatMap(e -> e.attributes().asList().stream())
                  .map(Attribute::getKey))
          .as(path)
          .noneMatch(a -> a.startsWith("on"));
      assertThat(page.select("script[src]").eachAttr("src"))
          .as(path)
          .allMatch(s -> s.matches("[\\w/-]+\\.js"));
    }
  }

  @Test
  void noLinkRunsAnything() throws IOException {
    for (var path : site.files(".html")) {
      assertThat(site.page(path).select("[href], [src]").eachAttr("href"))
          .as(path)
          .allMatch(h -> h.startsWith("https://") || !h.contains(":"));
    }
    assertThat(site.text("why/index.html")).doesNotContain("javascript:");
  }

  @Test
  void badgesAndTheFeedAreWellFormed() throws Exception {
    var builder = javax.xml.parsers.DocumentBuilderFactory.newInstance().newDocumentBuilder();
    for (var path : site.files(".svg")) {
      var svg = builder.parse(site.folder().resolve(path).toFile());
      assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    }
    assertThat(site.files(".svg")).isNotEmpty();
    assertThat(
            builder
                .parse(site.folder().resolve("feed.xml").toFile())
                .getElementsByTagName("entry")
                .getLength())
        .isPositive();
  }

  @Test
  void scriptsHoldTheDataAsData() throws IOException {
    for (var path : site.files(".js")) {
      if (!StartPage.SCRIPTS.contains(path)
          && !Set.of("query-page.js", "query.js").contains(path)) {
        assertThat(site.text(path)).as(path).doesNotContain("<", "\u2028");
      }
    }
  }

  @Test
  void commandsToCopyQuoteWhatTheDataHas() throws IOException {
    for (var path : site.files(".html")) {
      for (var line : Jsoup.parse(site.text(path)).select("pre.commands code").eachText()) {
        if (line.startsWith("./criu-matrix run")) {
          assertThat(line.replaceAll("'[^']*'|\\\\'", "")).as(path).doesNotContain("$(", "`", ";");
        }
      }
    }
  }
}
