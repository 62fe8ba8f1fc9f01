package org.criumatrix.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Publication;
import org.criumatrix.runs.Samples;
import org.junit.jupiter.api.Test;

/** The citation of the suite, in the checkout, and that of results, which bundles contain. */
class CitationTest {

  private static final Pattern VERSION = Pattern.compile("(?m)^  <version>(.*)</version>$");

  private static String suite() throws IOException {
    return Files.readString(Path.of(Citation.FILE));
  }

  private static String results() {
    return Citation.text(Samples.info(1), "A title", List.of());
  }

  @Test
  void bothNameTheSameAuthorsAndPublication() throws IOException {
    for (var text : List.of(suite(), results())) {
      assertThat(text)
          .startsWith("cff-version: 1.2.0\n")
          .contains("\nauthors:\n" + Citation.AUTHORS + "\n")
          .endsWith("\n" + Citation.REFERENCES)
          .contains("title: \"" + Publication.TITLE + "\"", Publication.ID);
    }
  }

  @Test
  void theSuiteHasTheVersionOfThePom() throws IOException {
    var pom = VERSION.matcher(Files.readString(Path.of("pom.xml")));

    assertThat(pom.find()).isTrue();
    assertThat(suite())
        .contains("\nversion: \"" + pom.group(1) + "\"\n", "\nlicense: Apache-2.0\n");
  }
}
