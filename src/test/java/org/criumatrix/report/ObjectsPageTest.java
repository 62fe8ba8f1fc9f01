package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.Phase;
import org.criumatrix.testing.KnownDumps;
import org.criumatrix.testing.NativeBuild;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** docs/rows/objects.md has every case; {@code -Dreadme.update=true} writes its table. */
class ObjectsPageTest {

  private static final Path PAGE = Path.of("docs", "rows", "objects.md");

  /** The generated parts of the page. */
  private enum Part {
    CASES,
    FAILURES;

    GeneratedPart onPage() {
      return new GeneratedPart(PAGE, name().toLowerCase(Locale.ROOT), "ObjectsPageTest");
    }
  }

  private static final List<String> ATTEMPTS = List.of("-attempts", "-refused", "-leave-running");

  private static final List<Listed> OBJECTS = listed();

  /**
   * @param kind the folder of its file
   */
  private record Listed(String name, String kind, String about) {

    static Listed of(String line) {
      var fields = line.split("\t");
      var folder = Path.of(fields[1]).getParent().getFileName().toString();
      return new Listed(fields[0], folder, fields[3]);
    }
  }

  private static List<Listed> listed() {
    var program = NativeBuild.with("object").resolve("object").toString();
    var listed = LocalCommand.run(Duration.ofSeconds(20), Map.of(), List.of(program, "--list"));
    return listed.stdout().lines().map(Listed::of).toList();
  }

  private static TreeSet<String> cases() {
    return UsualCells.cases().stream()
        .filter(c -> c.row().equals("objects"))
        .map(CaseId::name)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String cases(MatrixFile file) {
    var objectOf = new TreeMap<String, Listed>();
    cases().forEach(c -> objectOf.put(c, objectOf(c)));
    var lines = new ArrayList<String>();
    var kinds =
        OBJECTS.stream().collect(groupingBy(Listed::kind, TreeMap::new, Collectors.toList()));
    kinds.forEach(
        (kind, objects) -> {
          lines.add(
              "### %s%s"
                  .formatted(kind.substring(0, 1).toUpperCase(Locale.ROOT), kind.substring(1)));
          lines.add("");
          lines.add(MarkdownPage.line(List.of("Case", "What must survive", "Expected")));
          lines.add("| --- | --- | --- |");
          objects.stream()
              .sorted(Comparator.comparing(Listed::name))
              .flatMap(o -> lines(o, objectOf, file))
              .forEach(lines::add);
          lines.add("");
        });
    return String.join("\n", lines);
  }

  /** Returns a line for each way in which an object is played. */
  private static Stream<String> lines(
      Listed object, Map<String, Listed> objectOf, MatrixFile file) {
    var cases = objectOf.keySet();
    return cases.stream()
        .filter(c -> objectOf.get(c).equals(object) && ATTEMPTS.stream().noneMatch(c::endsWith))
        .map(
            c -> {
              var attempts = ATTEMPTS.stream().filter(a -> cases.contains(c + a)).toList();
              var name =
                  attempts.isEmpty() ? c : "%s{,%s}".formatted(c, String.join(",", attempts));
              return MarkdownPage.line(
                  List.of(
                      "`objects/%s`".formatted(name),
                      MarkdownPage.escape(object.about()),
                      MarkdownPage.escape(expected(c, attempts, file))));
            });
  }

  /**
   * Returns the object that a case is about: the one whose name is the longest at its beginning.
   */
  private static Listed objectOf(String name) {
    return OBJECTS.stream()
        .filter(o -> name.equals(o.name()) || name.startsWith(o.name() + "-"))
        .max(Comparator.comparingInt(o -> o.name().length()))
        .orElseThrow();
  }

  private static String expected(String name, List<String> attempts, MatrixFile file) {
    var words = new ArrayList<String>();
    words.add(describe(expectation(name, file)));
    for (var attempt : attempts) {
      var found = expectation(name + attempt, file);
      if (found.fails()) {
        words.add("%s: %s".formatted(attempt.substring(1), describe(found)));
      }
    }
    return words.stream().collect(joining("; "));
  }

  private static Expectation expectation(String name, MatrixFile file) {
    var id = CaseId.parse("objects/" + name);
    var cell = Cell.of(id, UsualCells.newest(), "root", "none", "local");
    return file.expectation(cell, RowsTable.KERNEL, KnownDumps.of(id)).orElseThrow();
  }

  private static String describe(Expectation expected) {
    if (!expected.fails()) {
      return expected.works() ? "kept" : "refused, as it has to be";
    }
    var remedy = expected.details().remedy().describe();
    var outcome =
        expected.at().filter(Phase.DUMP::equals).isPresent()
            ? "refused: " + expected.error()
            : expected.at().filter(Phase.RESTORE::equals).isPresent()
                ? "lost: " + expected.error()
                : expected.error();
    return remedy.isEmpty() ? outcome : "%s (%s)".formatted(outcome, remedy);
  }

  /** Returns a line for each case that is expected to fail. */
  private static String failures(MatrixFile file) {
    var lines = new ArrayList<String>();
    lines.add(MarkdownPage.line(List.of("Case", "Where", "Error", "Cause", "What makes it work")));
    lines.add("| --- | --- | --- | --- | --- |");
    for (var name : cases()) {
      var expected = expectation(name, file);
      if (expected.fails()) {
        lines.add(
            MarkdownPage.line(
                List.of(
                    "`objects/%s`".formatted(name),
                    expected.at().orElseThrow().key(),
                    MarkdownPage.escape(expected.error()),
                    MarkdownPage.escape(expected.why()),
                    MarkdownPage.escape(expected.details().remedy().describe()))));
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static String generated(Part part) throws IOException {
    var file = MatrixFile.read(Path.of("matrix.csv"));
    return part == Part.CASES ? cases(file) : failures(file);
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
  void hasEveryCaseAndWhatIsExpected(Part part) throws IOException {
    assertThat(part.onPage().text()).isEqualTo(generated(part));
  }
}
