package org.criumatrix.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;

/** Writes the pages and tables of a run. */
public final class Reports {

  private Reports() {}

  private static List<Page> pages(PageQueries queries) {
    return List.of(
        new HtmlPage(queries),
        new CsvPage(),
        new MarkdownPage(),
        new LatexPage(),
        new RatesPage(),
        new ChangesPage(),
        new ApplicationsPage());
  }

  /**
   * Writes {@code index.html}, {@code changes.html}, {@code applications.html} and the tables
   * {@code matrix.csv}, {@code matrix.md}, {@code matrix.tex} and {@code rates.csv}. The page links
   * to the Allure report if {@link AllureSite} has generated one before.
   *
   * @param folder {@code target/matrix}, which has the evidence
   * @param records the records of all attempts. The charts show all of them, the tables only the
   *     worst of each cell
   */
  public static void write(Path folder, List<CellRecord> records, RunInfo run) {
    var allure = AllureLinks.read(AllureSite.reportFor(folder));
    try {
      Files.createDirectories(folder);
      var overview = Overview.of(records, run, allure, EvidenceLinks.in(folder));
      for (var page : texts(overview, PageQueries.ofSuite()).entrySet()) {
        AtomicFile.write(folder.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the pages of this run to " + folder, e);
    }
  }

  /**
   * Writes only {@code index.html}, without links to an Allure report, which is made at the end of
   * a run.
   */
  public static void writePage(Path folder, List<CellRecord> records, RunInfo run) {
    var page = new HtmlPage(PageQueries.ofSuite());
    try {
      var overview = Overview.of(records, run, Map.of(), EvidenceLinks.in(folder));
      AtomicFile.write(folder.resolve(page.file()), page.text(overview));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the page of this run to " + folder, e);
    }
  }

  /**
   * Returns the files as texts, name → text, without links to an Allure report and without saved
   * queries.
   *
   * @param files paths of the files next to the pages; the page links to those that are evidence
   */
  public static Map<String, String> texts(
      List<CellRecord> records, RunInfo run, Collection<String> files) {
    return texts(Overview.of(records, run, Map.of(), EvidenceLinks.among(files)), PageQueries.NONE);
  }

  private static Map<String, String> texts(Overview overview, PageQueries queries) {
    var texts = new TreeMap<String, String>();
    pages(queries).forEach(page -> texts.put(page.file(), page.text(overview)));
    return texts;
  }

  /** Returns the names of the files. */
  public static Set<String> files() {
    return pages(PageQueries.NONE).stream().map(Page::file).collect(Collectors.toSet());
  }
}
