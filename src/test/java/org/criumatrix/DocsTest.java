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
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Glob;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.testing.KnownDumps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the documentation names is there, and what is there it names. */
class DocsTest {

  private static final Path ROWS = Path.of("docs", "rows");

  /** That of the README's table of rows. */
  private static final String KERNEL = "6.18";

  private static final Set<CaseId> CASES = UsualCells.cases();

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.*)$");

  /** As in {@code `network/{tcp,udp}-moved-*`}, with anything in the cell's brackets. */
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
      var unknown =
          named(prose(page)).stream()
              .flatMap(name -> UsualCells.spelledOut(name).stream())
              .filter(one -> !isACase(one))
              .toList();

      assertThat(unknown).as("what %s names and no case is called", page).isEmpty();
    }
  }

  private static boolean isACase(String name) {
    var glob = Glob.of(name);
    return CASES.stream().anyMatch(c -> glob.matches(c.toString()));
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

  /** By a name or a glob in the page's section on failures. */
  @Test
  void whatRootIsExpectedToFailAtIsExplainedOnTheRowsPage() throws IOException {
    var expectations = MatrixFile.read(Path.of("matrix.csv"));
    var failing =
        UsualCells.usual().stream()
            .filter(c -> c.on(Axis.PRIVILEGE).equals("root"))
            .filter(
                c -> expectations.expectation(c, KERNEL, KnownDumps.of(c)).orElseThrow().fails())
            .map(Cell::caseId)
            .distinct()
            .toList();
    for (var row : rows()) {
      var page = ROWS.resolve(row + ".md");
      var explained =
          named(section(prose(page), "What fails, and why")).stream().map(Glob::of).toList();
      var missing =
          failing.stream()
              .filter(id -> id.row().equals(row))
              .map(CaseId::toString)
              .filter(c -> explained.stream().noneMatch(e -> e.matches(c)))
              .toList();

      assertThat(missing).as("failures that %s does not explain", page).isEmpty();
    }
  }

  private static String section(String text, String heading) {
    var from = text.indexOf("## " + heading);
    assertThat(from).as("a section \"%s\"", heading).isNotNegative();
    var to = text.indexOf("\n## ", from);
    return to < 0 ? text.substring(from) : text.substring(from, to);
  }

  @Test
  void everyLinkLeadsSomewhere() throws IOException {
    for (var page : pages()) {
      var lost = new ArrayList<String>();
      for (var link : LINK.matcher(prose(page)).results().map(m -> m.group(1)).toList()) {
        if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
          lost.add(link);
        }
      }
      assertThat(lost).as("links of %s to what is not there", page).isEmpty();
    }
  }

  private static boolean leadsSomewhere(Path page, String link) throws IOException {
    var parts = link.split("#", 2);
    var file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
    return Files.exists(file) && (parts.length == 1 || anchors(file).contains(parts[1]));
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

  /** The tables in docs/architecture.md agree with the tests that check the code. */
  @ParameterizedTest
  @CsvSource({
    "Storey, aStoreyUsesOnlyWhatIsBelowIt",
    "Folder, aFolderOfCheckpointUsesOnlyTheFoldersInItsRow",
  })
  void theTablesOfArrowsAreTheOnesThatAreTested(String firstColumn, String test) throws Exception {
    var tested =
        ArchitectureTest.class
            .getDeclaredMethod(test, String.class, String.class)
            .getAnnotation(CsvSource.class);
    var arrows =
        Arrays.stream(tested.value())
            .map(line -> line.replace("'", "").split(",", 2))
            .collect(toMap(p -> p[0].strip(), p -> p[1].strip()));

    assertThat(arrowsOf(Path.of("docs", "architecture.md"), firstColumn))
        .as("docs/architecture.md, the table of each %s", firstColumn)
        .isEqualTo(new TreeMap<>(arrows));
  }

  private static Map<String, String> arrowsOf(Path page, String firstColumn) throws IOException {
    var arrows = new TreeMap<String, String>();
    var text = prose(page);
    var start = text.indexOf("| %s |".formatted(firstColumn));
    text.substring(start, text.indexOf("\n\n", start))
        .lines()
        .skip(2)
        .map(line -> line.split("\\|"))
        .forEach(cells -> arrows.put(words(cells[1]), words(cells[3])));
    return arrows;
  }

  private static String words(String cell) {
    return Pattern.compile("`([^`]+)`")
        .matcher(cell)
        .results()
        .map((MatchResult m) -> m.group(1))
        .collect(joining(" "));
  }
}
