package org.criumatrix;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Glob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation names is there, and what is there it names. */
class DocsTest {

  private static final Path ROWS = Path.of("docs", "rows");

  private static final Set<CaseId> CASES = UsualCells.cases();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  /** As in {@code `network/{tcp,udp}-moved-*`}, with whatever stands in the cell's brackets. */
  private static final Pattern NAMED =
      Pattern.compile("`((?:%s)/[^`\\[\\s]+)[^`]*`".formatted(String.join("|", rows())));

  private static Set<String> rows() {
    return CASES.stream().map(CaseId::row).collect(toCollection(TreeSet::new));
  }

  private static List<Path> pages() throws IOException {
    var pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("native", "README.md")));
    for (var folder : List.of("docs", "contrib")) {
      try (var files = Files.walk(Path.of(folder))) {
        files.filter(f -> f.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  /** Without what stands between fences: commands and what they print. */
  private static String prose(Path page) throws IOException {
    return Files.readString(page).replaceAll("(?ms)^```.*?^```$", "");
  }

  private static List<String> named(String prose) {
    return NAMED.matcher(prose).results().map(m -> m.group(1)).distinct().toList();
  }

  @Test
  void everyRowHasAPage() throws IOException {
    try (var pages = Files.list(ROWS)) {
      assertThat(pages.map(p -> p.getFileName().toString()))
          .containsExactlyInAnyOrderElementsOf(
              Stream.concat(Stream.of("README"), rows().stream()).map(r -> r + ".md").toList());
    }
  }

  @Test
  void everyCaseThatIsNamedIsThere() throws IOException {
    for (var page : pages()) {
      if (page.startsWith("native")) {
        continue; // Programs have names like these.
      }
      for (var name : named(prose(page))) {
        assertThat(UsualCells.spelledOut(name))
            .as("%s names `%s`", page, name)
            .allSatisfy(
                one -> {
                  var glob = Glob.of(one);
                  assertThat(CASES).as(one).anyMatch(c -> glob.matches(c.toString()));
                });
      }
    }
  }

  @Test
  void everyCaseIsNamedOnItsRowsPage() throws IOException {
    for (var row : rows()) {
      var page = ROWS.resolve(row + ".md");
      var names = new TreeSet<String>();
      named(prose(page)).forEach(n -> names.addAll(UsualCells.spelledOut(n)));
      var missing =
          CASES.stream()
              .filter(c -> c.row().equals(row))
              .map(CaseId::toString)
              .filter(c -> !names.contains(c))
              .toList();

      assertThat(missing)
          .as("cases that %s does not name, in backticks and with their row", page)
          .isEmpty();
    }
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (var page : pages()) {
      for (var link : LINK.matcher(prose(page)).results().map(m -> m.group(1)).toList()) {
        if (link.matches("[a-z]+:.*")) {
          continue;
        }
        var parts = link.split("#", 2);
        var folder = Path.of("").resolve(page).toAbsolutePath().getParent();
        var file = parts[0].isEmpty() ? page : folder.resolve(parts[0]).normalize();

        assertThat(file).as("%s links to %s", page, link).exists();
        if (parts.length > 1) {
          assertThat(anchors(file)).as("%s links to %s", page, link).contains(parts[1]);
        }
      }
    }
  }

  /** As GitHub makes them of headings. */
  private static List<String> anchors(Path page) throws IOException {
    return HEADING
        .matcher(prose(page))
        .results()
        .map(m -> m.group(1).toLowerCase(java.util.Locale.ROOT))
        .map(h -> h.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  /** Of the table in docs/architecture.md, against the test that holds the code to it. */
  @Test
  void theStoreysAreTheOnesThatAreTested() throws Exception {
    var tested =
        ArchitectureTest.class
            .getDeclaredMethod("aStoreyUsesOnlyWhatIsBelowIt", String.class, String.class)
            .getAnnotation(CsvSource.class);
    var arrows =
        Arrays.stream(tested.value())
            .map(line -> line.replace("'", "").split(",", 2))
            .collect(toMap(p -> p[0].strip(), p -> p[1].strip()));

    assertThat(told(Path.of("docs", "architecture.md")))
        .as("docs/architecture.md, \"Storeys and arrows\"")
        .isEqualTo(new TreeMap<>(arrows));
  }

  private static Map<String, String> told(Path page) throws IOException {
    var told = new TreeMap<String, String>();
    var text = prose(page);
    var table =
        text.substring(
            text.indexOf("| Storey |"), text.indexOf("\n\n", text.indexOf("| Storey |")));
    table
        .lines()
        .skip(2)
        .map(line -> line.split("\\|"))
        .forEach(cells -> told.put(words(cells[1]), words(cells[3])));
    return told;
  }

  private static String words(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(joining(" "));
  }
}
