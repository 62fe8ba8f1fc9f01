package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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

  private static Path page(GridAxis axis) {
    return DOCS.resolve(axis == GridAxis.CALLER ? "callers.md" : "kernels.md");
  }

  private static GeneratedPart part(GridAxis axis) {
    return new GeneratedPart(page(axis), axis + "s", "KernelsPageTest");
  }

  private static String generated(GridAxis axis) throws IOException {
    var data = DOCS.resolve(axis + "s.csv");
    return SheetMarkdown.of(Grid.read(axis, data).sheet(), LEVEL);
  }

  @BeforeAll
  static void update() throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      for (var axis : GridAxis.values()) {
        part(axis).write(generated(axis));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void thePageShowsItsData(GridAxis axis) throws IOException {
    assertThat(part(axis).text())
        .as("%s; mvn test -Dtest=KernelsPageTest -Dreadme.update=true writes it anew", page(axis))
        .isEqualTo(generated(axis));
  }

  /** A table of nothing would agree with a page of nothing. */
  @ParameterizedTest
  @EnumSource
  void theDataIsOfCellsThatRan(GridAxis axis) throws IOException {
    var grid = Grid.read(axis, DOCS.resolve(axis + "s.csv"));

    assertThat(grid.lines()).hasSizeGreaterThanOrEqualTo(2);
    assertThat(grid.counts()).anyMatch(c -> c.is(Verdict.WORKS));
    assertThat(grid.intro()).isNotEmpty();
  }
}
