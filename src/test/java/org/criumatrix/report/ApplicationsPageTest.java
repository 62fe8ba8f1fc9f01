package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
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

    GeneratedPart onPage() {
      return new GeneratedPart(PAGE, name().toLowerCase(Locale.ROOT), "ApplicationsPageTest");
    }
  }

  private static final MatrixFile EXPECTATIONS = read();

  private static MatrixFile read() {
    try {
      return MatrixFile.read(Path.of("matrix.csv"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Expectation expectation(Application application, String suite, String privilege) {
    var id = CaseId.parse("applications/" + application.name());
    var cell = Cell.of(id, UsualCells.newest(), privilege, "none", "userland:" + suite);
    return EXPECTATIONS.expectation(cell, RowsTable.KERNEL, KnownDumps.of(cell)).orElseThrow();
  }

  /** Returns what is expected with the privilege that an application is judged by. */
  private static Expectation expectation(Application application, String suite) {
    return expectation(
        application, suite, application.isForOrdinaryAccounts() ? "capabilities" : "root");
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
    var mark = mark(expectation(application, suite));
    return application.isForOrdinaryAccounts() ? mark + " (capabilities)" : mark;
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
        var expected = expectation(application, suite);
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
        part.onPage().write(generated(part));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void hasEveryApplicationAndHowItWorks(Part part) throws IOException {
    assertThat(part.onPage().text()).isEqualTo(generated(part));
  }
}
