package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/options.md shows the data next to it; {@code -Dreadme.update=true} writes its tables.
 *
 * <p>The data is of real runs, and {@code ./criu-matrix options RUN... --data FILE} writes it.
 */
class OptionsPageTest {

  private static final Path PAGE = Path.of("docs", "options.md");
  private static final GeneratedPart PART = new GeneratedPart(PAGE, "options", "OptionsPageTest");

  /** The headings of the page's parts, below its title. */
  private static final int LEVEL = 2;

  /** How many options of the newest CRIU a case has to use. */
  private static final int MIN_USED = 80;

  private static OptionCoverage coverage() throws IOException {
    return OptionCoverage.read(PAGE.resolveSibling("options.csv"));
  }

  private static String generated() throws IOException {
    return SheetMarkdown.of(coverage().sheet(), LEVEL);
  }

  @BeforeAll
  static void update() throws IOException {
    if (Boolean.getBoolean("readme.update")) {
      PART.write(generated());
    }
  }

  @Test
  void thePageShowsItsData() throws IOException {
    assertThat(PART.text())
        .as("%s; mvn test -Dtest=OptionsPageTest -Dreadme.update=true writes it anew", PAGE)
        .isEqualTo(generated());
  }

  @Test
  void mostOptionsOfTheNewestAreUsed() throws IOException {
    assertThat(coverage().used(coverage().newest())).hasSizeGreaterThanOrEqualTo(MIN_USED);
  }

  /** A reason for an option that a case uses is stale, and one without a reason needs a case. */
  @Test
  void theOthersHaveAReason() throws IOException {
    var rest = new TreeSet<>(coverage().options(coverage().newest()));
    rest.removeAll(coverage().used(coverage().newest()));

    assertThat(OptionCoverage.reasons().keySet()).containsExactlyInAnyOrderElementsOf(rest);
  }
}
