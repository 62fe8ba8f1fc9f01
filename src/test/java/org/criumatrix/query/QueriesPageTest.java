package org.criumatrix.query;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.report.GeneratedPart;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docs/queries.md has every field, and each of its examples can be used. */
class QueriesPageTest {

  private static final Path PAGE = Path.of("docs", "queries.md");

  /** In quotes of a shell, or in backticks. */
  private static final Pattern QUOTED = Pattern.compile("'([^'\n]+)'|`([^`\n]+)`");

  /** In the first column of the table of the language. */
  private static final Pattern WRITTEN = Pattern.compile("(?m)^\\| (`.*?`) \\|");

  private static final Pattern TERM = Pattern.compile("-?[a-z][a-z-]*(:|[<>!]?=|[<>])\\S.*");

  /** Values that have a colon. */
  private static final Set<String> VALUES = Set.of("vm:trixie", "ghost-file:6M");

  private static final QueryCells CELLS = Vectors.read().cells();

  private static String row(QueryField field) {
    var names = Stream.concat(Stream.of(field.name()), field.also().stream());
    var values = field.values().isEmpty() ? "" : ": " + String.join(", ", field.values());
    return "| %s | %s%s | `%s` |\n"
        .formatted(
            names.map("`%s`"::formatted).collect(joining(", ")),
            field.about(),
            values,
            field.example());
  }

  @Test
  void hasEveryField() throws Exception {
    var fields =
        "| Field | Finds cells by | Example |\n|---|---|---|\n"
            + QueryField.all().stream().map(QueriesPageTest::row).collect(joining());
    var part = new GeneratedPart(PAGE, "fields", "QueriesPageTest");
    if (Boolean.getBoolean("readme.update")) {
      part.write(fields);
    }
    assertThat(part.text()).isEqualTo(fields);
  }

  @Test
  void saysWhatPlainWordsLookAt() throws Exception {
    var searched =
        QueryField.all().stream()
            .filter(QueryField::searched)
            .map(f -> "`" + f.name() + "`")
            .toList();

    assertThat(Files.readString(PAGE).replace('\n', ' '))
        .contains("Words without a field look at %s.".formatted(String.join(", ", searched)));
  }

  static List<String> examples() throws Exception {
    var page = Files.readString(PAGE).replaceAll("(?s)<!-- fields: made.*?<!-- fields: end", "");
    var written = WRITTEN.matcher(page).results().flatMap(m -> quoted(m.group(1)));
    var terms = quoted(page).filter(q -> TERM.matcher(q).matches() && !VALUES.contains(q));
    return Stream.concat(written, terms).distinct().toList();
  }

  private static Stream<String> quoted(String text) {
    return QUOTED.matcher(text).results().map(m -> m.group(1) == null ? m.group(2) : m.group(1));
  }

  @ParameterizedTest
  @MethodSource("examples")
  void itsExamplesFindSomeOfTheCells(String example) {
    assertThat(Query.of(example, Synonyms.NONE).in(CELLS))
        .as(example)
        .isNotEmpty()
        .hasSizeLessThan(CELLS.all().size());
  }

  @Test
  void hasExamplesOfAllParts() throws Exception {
    assertThat(examples())
        .contains(
            "tcp closed",
            "\"half of stream\"",
            "verdict:fails (criu:4.3 or criu:4.2.1)",
            "works:previous fails:newest",
            "ended:2026-11-30T14",
            "row:network dump>1s");
  }
}
