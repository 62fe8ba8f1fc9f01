package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.criumatrix.application.Application;
import org.criumatrix.application.Applications;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.testing.KnownDumps;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/rows/applications.md has every application, and how it is checkpointed; {@code
 * -Dreadme.update=true} writes its tables.
 */
class ApplicationsPageTest {

  private static final Path PAGE = Path.of("docs", "rows", "applications.md");
  private static final List<String> SUITES = List.of("bookworm", "sid");

  /** The generated parts of the page. */
  private enum Part {
    APPLICATIONS,
    FAILURES;

    String begin() {
      return "<!-- %s: made by ApplicationsPageTest -->\n\n"
          .formatted(name().toLowerCase(Locale.ROOT));
    }

    String end() {
      return "\n<!-- %s: end -->".formatted(name().toLowerCase(Locale.ROOT));
    }

    String in(String page) {
      var from = page.indexOf(begin());
      var to = page.indexOf(end());
      assertThat(from >= 0 && to > from).as("the marks around a table of %s", PAGE).isTrue();
      return page.substring(from + begin().length(), to);
    }
  }

  private static Expectation expectation(Application application, String suite, String privilege) {
    try {
      var id = CaseId.parse("applications/" + application.name());
      var cell = Cell.of(id, UsualCells.newest(), privilege, "none", "userland:" + suite);
      return MatrixFile.read(Path.of("matrix.csv"))
          .expectation(cell, RowsTable.KERNEL, KnownDumps.of(cell))
          .orElseThrow();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static String applications() {
    var lines = new ArrayList<String>();
    lines.add(
        MarkdownPage.line(List.of("Case", "What it is", "Debian 12", "Debian sid", "Options")));
    lines.add("| --- | --- | --- | --- | --- |");
    for (var application : Applications.ofCheckout().all()) {
      var options = String.join(" ", application.program().options());
      lines.add(
          MarkdownPage.line(
              List.of(
                  "`applications/%s`".formatted(application.name()),
                  MarkdownPage.escape(application.about()),
                  mark(application, "bookworm"),
                  mark(application, "sid"),
                  options.isEmpty() ? "" : "`" + options + "`")));
    }
    return String.join("\n", lines) + "\n";
  }

  private static String mark(Application application, String suite) {
    if (!application.suites().contains(suite)) {
      return "";
    }
    var root = expectation(application, suite, "root");
    return application.isForOrdinaryAccounts()
        ? mark(expectation(application, suite, "capabilities")) + " (capabilities)"
        : mark(root);
  }

  private static String mark(Expectation expected) {
    return expected.fails() ? "✗ " + expected.at().orElseThrow().key() : "✓";
  }

  private static String failures() {
    var lines = new ArrayList<String>();
    lines.add(MarkdownPage.line(List.of("Case", "Suite", "Where", "Cause", "What makes it work")));
    lines.add("| --- | --- | --- | --- | --- |");
    for (var application : Applications.ofCheckout().all()) {
      for (var suite : SUITES) {
        var privilege = application.isForOrdinaryAccounts() ? "capabilities" : "root";
        var expected = expectation(application, suite, privilege);
        if (application.suites().contains(suite) && expected.fails()) {
          lines.add(
              MarkdownPage.line(
                  List.of(
                      "`applications/%s`".formatted(application.name()),
                      suite,
                      expected.at().orElseThrow().key(),
                      MarkdownPage.escape(expected.why()),
                      MarkdownPage.escape(expected.details().remedy().describe()))));
        }
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String generated(Part part) {
    return part == Part.APPLICATIONS ? applications() : failures();
  }

  @BeforeAll
  static void update() throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      for (var part : Part.values()) {
        var page = Files.readString(PAGE);
        var old = part.begin() + part.in(page) + part.end();
        Files.writeString(PAGE, page.replace(old, part.begin() + generated(part) + part.end()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryApplicationAndHowItWorks(Part part) throws IOException {
    assertThat(part.in(Files.readString(PAGE))).isEqualTo(generated(part));
  }
}
