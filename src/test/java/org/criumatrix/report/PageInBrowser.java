package org.criumatrix.report;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The matrix page of a run in a {@link Browser}; without one the test is skipped. */
record PageInBrowser(Browser browser, Path folder) {

  /** The browser's option for the screen of a phone. */
  static final String PHONE = "--window-size=420,900";

  static PageInBrowser in(Path folder) {
    var installed = Browser.installed();
    assumeTrue(installed.isPresent(), "no Chromium is installed to look at the page with");
    return new PageInBrowser(
        new Browser(installed.get(), folder.resolve("profile")), folder.resolve("matrix"));
  }

  Document open(List<CellRecord> records, RunInfo run, String fragment) throws Exception {
    Reports.write(folder, records, run);
    return Jsoup.parse(browser.open(folder.resolve("index.html"), fragment));
  }

  Document open(List<CellRecord> records, String fragment) throws Exception {
    return Jsoup.parse(browser.open(write(records), fragment));
  }

  /** Opens the page on a phone. */
  Document openSmall(List<CellRecord> records, String fragment) throws Exception {
    return Jsoup.parse(browser.open(write(records), fragment, PHONE));
  }

  /**
   * Acts on the page as a user would, and returns the page afterwards. {@code data-address} then
   * contains the address bar.
   */
  Document openAndDo(List<CellRecord> records, String fragment, String script, String... options)
      throws Exception {
    var page = write(records);
    var end = "document.body.dataset.address = location.hash;";
    Files.writeString(
        page,
        Files.readString(page)
            .replace("</body>", "<script>{ %s; %s }</script></body>".formatted(script, end)));
    return Jsoup.parse(browser.open(page, fragment, options));
  }

  private Path write(List<CellRecord> records) {
    Reports.write(folder, records, SampleRun.run(records));
    return folder.resolve("index.html");
  }

  /** Returns the content of the address bar after {@link #openAndDo}. */
  static String address(Document shown) {
    return shown.body().attr("data-address");
  }

  /** Returns the texts that screen readers read for elements that have one. */
  static List<String> labels(Document shown) {
    return shown.select("[aria-label]").eachAttr("aria-label");
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
