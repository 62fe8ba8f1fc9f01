package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.CaseId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * docs/zdtm.md shows the data next to it; {@code -Dreadme.update=true} writes its tables.
 *
 * <p>The data is of a real run, and {@code ./criu-matrix agreement RUN... --data FILE} writes it.
 */
class ZdtmPageTest {

  private static final Path PAGE = Path.of("docs", "zdtm.md");
  private static final GeneratedPart PART = new GeneratedPart(PAGE, "agreement", "ZdtmPageTest");

  /** The headings of the page's parts, below those of the page. */
  private static final int LEVEL = 3;

  private static ZdtmAgreement data() throws IOException {
    return ZdtmAgreement.read(PAGE.resolveSibling("zdtm.csv"));
  }

  private static String generated() throws IOException {
    return SheetMarkdown.of(data().sheet(), LEVEL);
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
        .as("%s; mvn test -Dtest=ZdtmPageTest -Dreadme.update=true writes it anew", PAGE)
        .isEqualTo(generated());
  }

  @Test
  void everyDifferenceHasItsReason() throws IOException {
    assertThat(generated()).contains("Agree").doesNotContain(ZdtmSheet.UNEXPLAINED);
  }

  @Test
  void everyPairIsAboutACaseOfOurs() {
    assertThat(ZdtmPair.all())
        .hasSizeGreaterThan(100)
        .extracting(p -> new CaseId("objects", p.caseName()))
        .isSubsetOf(UsualCells.cases());
  }

  @Test
  void noTestHasTwoPairs() {
    assertThat(ZdtmPair.all()).extracting(ZdtmPair::test).doesNotHaveDuplicates();
  }
}
