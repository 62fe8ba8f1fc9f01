package org.criumatrix.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.files.AtomicFile;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;

/** The pages and tables of a run. */
public final class Reports {

  private static final List<Page> PAGES =
      List.of(new HtmlPage(), new CsvPage(), new MarkdownPage(), new LatexPage());

  private Reports() {}

  /**
   * Writes {@code index.html}, {@code matrix.csv}, {@code matrix.md} and {@code matrix.tex}. The
   * page links to the Allure report where {@link AllureSite} has left one: generate that first.
   *
   * @param folder {@code target/matrix}, where the evidence is
   * @param records of every attempt: the charts show all, elsewhere the worst of a cell counts
   */
  public static void write(Path folder, List<CellRecord> records, RunInfo run) {
    var allure = AllureLinks.read(AllureSite.beside(folder));
    try {
      Files.createDirectories(folder);
      for (var page : texts(Overview.of(records, run, allure)).entrySet()) {
        AtomicFile.write(folder.resolve(page.getKey()), page.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the pages of this run to " + folder, e);
    }
  }

  /**
   * Writes {@code index.html} alone, without links to an Allure report, which a run's end makes.
   */
  public static void writePage(Path folder, List<CellRecord> records, RunInfo run) {
    var page = new HtmlPage();
    try {
      AtomicFile.write(folder.resolve(page.file()), page.text(Overview.of(records, run, Map.of())));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the page of this run to " + folder, e);
    }
  }

  /** The same in memory, file → text, without links to a report that is elsewhere. */
  public static Map<String, String> texts(List<CellRecord> records, RunInfo run) {
    return texts(Overview.of(records, run, Map.of()));
  }

  private static Map<String, String> texts(Overview overview) {
    var texts = new TreeMap<String, String>();
    PAGES.forEach(page -> texts.put(page.file(), page.text(overview)));
    return texts;
  }

  /** What the files are called. */
  public static Set<String> files() {
    return PAGES.stream().map(Page::file).collect(Collectors.toSet());
  }
}
