package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The feed is what RFC 4287 asks for. */
class FeedTest {

  @TempDir private Path temporary;
  private String xml;
  private Document feed;

  @BeforeEach
  void write() throws Exception {
    Site.write(
        SampleData.all(),
        SiteOptions.of("https://example.org/can", Map.of()),
        temporary.resolve("site"));
    xml = Files.readString(temporary.resolve("site/feed.xml"));
    feed = Jsoup.parse(xml, "", Parser.xmlParser());
  }

  @Test
  void isWellFormed() throws Exception {
    var document =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));

    assertThat(document.getDocumentElement().getAttribute("xmlns"))
        .isEqualTo("http://www.w3.org/2005/Atom");
  }

  @Test
  void hasWhatAFeedNeeds() {
    assertThat(feed.select("feed > id, feed > title, feed > updated, feed > author > name"))
        .hasSize(4);
    assertThat(feed.select("feed > link[rel=self]").attr("href"))
        .isEqualTo("https://example.org/can/feed.xml");
    assertThat(feed.select("feed > updated").text())
        .isEqualTo(feed.select("entry > updated").get(0).text());
  }

  @Test
  void eachEntryHasWhatItNeeds() {
    var entries = feed.select("entry");
    assertThat(entries).hasSizeGreaterThan(3);
    for (var entry : entries) {
      assertThat(entry.select("title, summary").eachText()).hasSize(2).noneMatch(String::isBlank);
      assertThat(entry.select("id").text()).matches("urn:uuid:[0-9a-f-]{36}");
      assertThat(Instant.parse(entry.select("updated").text()))
          .isBefore(Instant.parse(SampleData.MADE));
      assertThat(entry.select("link").attr("href")).startsWith("https://example.org/can/");
    }
    assertThat(feed.select("id").eachText()).doesNotHaveDuplicates();
  }

  @Test
  void hasWhatARunShowed() {
    assertThat(feed.select("entry > title").eachText())
        .contains(
            "MPI with Open MPI: 1 cell got better",
            "CRIU 4.3 is tested",
            "Linux 6.12.48+deb13-amd64 is tested",
            "Fixed: CRIU refuses to start without CAP_CHECKPOINT_RESTORE");
  }

  @Test
  void theSameNewsHasTheSameId() {
    var item = new News.Item("change a b better", "t", "s", SampleData.MADE, Place.START);

    assertThat(item.id())
        .isEqualTo(new News.Item("change a b better", "other words", "", "", Place.QUERY).id());
  }

  @Test
  void withoutNewsItIsAFeed() {
    var empty =
        Jsoup.parse(
            new Feed(SiteOptions.of("", Map.of()), SampleData.MADE).xml(List.of()),
            "",
            Parser.xmlParser());

    assertThat(empty.select("feed > updated").text()).isEqualTo(SampleData.MADE);
    assertThat(empty.select("feed > link[rel=self]").attr("href")).isEqualTo("feed.xml");
  }
}
