package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * docs/kernels.md and docs/callers.md show the data next to them; {@code -Dreadme.update=true}
 * writes their tables.
 *
 * <p>The data is of real runs, and {@code ./criu-matrix grid RUN... --data FILE} writes it.
 */
class KernelsPageTest {

  private static final Path DOCS = Path.of("docs");

  /** The headings of the page's parts, below its title. */
  private static final int LEVEL = 2;

  /** A part of a page, and its data, which has the same name. */
  private enum Part {
    KERNELS(GridAxis.KERNEL, "kernels.md"),
    COMMITS(GridAxis.KERNEL, "kernels.md"),
    USERLANDS(GridAxis.USERLAND, "kernels.md"),
    CALLERS(GridAxis.CALLER, "callers.md");

    private final GridAxis axis;
    private final Path page;

    Part(GridAxis axis, String page) {
      this.axis = axis;
      this.page = DOCS.resolve(page);
    }

    private String key() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Grid grid() throws IOException {
      return Grid.read(axis, DOCS.resolve(key() + ".csv"));
    }

    private String generated() throws IOException {
      var sheet = grid().sheet();
      var title = this == COMMITS ? "Kernels and releases built from a clone" : sheet.title();
      return SheetMarkdown.of(new Sheet(title, sheet.intro(), sheet.tables()), LEVEL);
    }

    private GeneratedPart text() {
      return new GeneratedPart(page, key(), "KernelsPageTest");
    }
  }

  @BeforeAll
  static void update() throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      for (var part : Part.values()) {
        part.text().write(part.generated());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePageShowsItsData(Part part) throws IOException {
    assertThat(part.text().text())
        .as("%s; mvn test -Dtest=KernelsPageTest -Dreadme.update=true writes it anew", part.page)
        .isEqualTo(part.generated());
  }

  /** A table of nothing would agree with a page of nothing. */
  @ParameterizedTest
  @EnumSource
  void theDataIsOfCellsThatRan(Part part) throws IOException {
    var grid = part.grid();

    assertThat(grid.lines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(grid.counts()).anyMatch(c -> c.is(Verdict.WORKS));
    assertThat(grid.intro()).isNotEmpty();
  }
}
