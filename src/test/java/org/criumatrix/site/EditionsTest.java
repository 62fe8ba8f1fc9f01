package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The versions that the search compares with are those of README.md. */
class EditionsTest {

  static List<Editions.Edition> all() {
    return Editions.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void theTableOfTheReadmeHasTheVersion(Editions.Edition edition) throws IOException {
    var lines = Files.readAllLines(Path.of("README.md"));
    var head = cells(lines.stream().filter(l -> l.startsWith("| Suite | docker")).findFirst());
    var suite =
        cells(lines.stream().filter(l -> l.startsWith("| " + edition.suite() + " |")).findFirst());

    assertThat(suite.get(head.indexOf(column(Engines.name(edition.name())))))
        .isEqualTo(edition.version());
  }

  private static List<String> cells(java.util.Optional<String> line) {
    return Arrays.stream(line.orElseThrow().split("\\|")).map(String::strip).toList();
  }

  private static String column(String engine) {
    return switch (engine) {
      case "lxc" -> "LXC";
      case "nspawn" -> "systemd";
      default -> engine;
    };
  }
}
