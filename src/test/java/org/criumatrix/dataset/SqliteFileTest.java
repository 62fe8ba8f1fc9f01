package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.matrix.Sha256;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The data as tables, and the queries of docs/data.md. */
class SqliteFileTest {

  private static final Path PAGE = Path.of("docs", "data.md");
  private static final Pattern QUERY = Pattern.compile("(?s)```sql\\n(.*?)```");

  @TempDir Path folder;
  private final DataSet data = DataSchemaTest.sample();
  private Connection connection;

  @BeforeEach
  void open() throws Exception {
    DataSets.write(data, folder);
    connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("data.sqlite"));
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
  }

  /** Returns the rows, each with its columns. */
  private List<List<String>> rows(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var found = statement.executeQuery(query)) {
      var rows = new ArrayList<List<String>>();
      while (found.next()) {
        var row = new ArrayList<String>();
        for (var i = 1; i <= found.getMetaData().getColumnCount(); i++) {
          row.add(String.valueOf(found.getString(i)));
        }
        rows.add(row);
      }
      return rows;
    }
  }

  private int count(String table) throws SQLException {
    return Integer.parseInt(rows("SELECT count(*) FROM " + table).get(0).get(0));
  }

  @Test
  void theFileIsWholeAndEveryReferenceLeadsSomewhere() throws Exception {
    assertThat(rows("PRAGMA integrity_check")).containsExactly(List.of("ok"));
    assertThat(rows("PRAGMA foreign_key_check")).isEmpty();
  }

  @Test
  void everyEntryHasARow() throws Exception {
    assertThat(count("runs")).isEqualTo(data.runs().size());
    assertThat(count("machines")).isEqualTo(data.machines().size());
    assertThat(count("builds")).isEqualTo(data.builds().size());
    assertThat(count("kernels")).isEqualTo(data.kernels().size());
    assertThat(count("rows")).isEqualTo(data.rows().size());
    assertThat(count("situations")).isEqualTo(data.situations().size());
    assertThat(count("cases")).isEqualTo(data.cases().size());
    assertThat(count("causes")).isEqualTo(data.causes().size());
    assertThat(count("objects")).isEqualTo(data.objects().size()).isPositive();
    assertThat(count("applications")).isEqualTo(data.applications().size()).isPositive();
    assertThat(count("options")).isEqualTo(data.options().size()).isPositive();
    assertThat(count("traits")).isEqualTo(data.traits().size()).isPositive();
    assertThat(count("cells")).isEqualTo(data.cells().size()).isPositive();
    assertThat(count("answers")).isEqualTo(data.answers().size()).isPositive();
    assertThat(count("rates")).isEqualTo(data.rates().size()).isPositive();
    assertThat(count("changes")).isEqualTo(data.changes().size()).isPositive();
    assertThat(count("trends"))
        .isEqualTo(data.trends().stream().mapToInt(t -> t.points().size()).sum())
        .isPositive();
    assertThat(count("latest_cells"))
        .isEqualTo((int) data.cells().stream().filter(CellEntry::latest).count());
    assertThat(count("cell_runs"))
        .isEqualTo(data.cells().stream().mapToInt(c -> c.runs().size()).sum());
  }

  @Test
  void aCellHasAllThatItHasInTheJson() throws Exception {
    var cell =
        data.cells().stream()
            .filter(c -> c.caseId().equals("serial/java") && c.criu().equals("4.3"))
            .findFirst()
            .orElseThrow();

    assertThat(
            rows(
                "SELECT id, run, machine, verdict, dump_ms, image_bytes, latest FROM cells"
                    + " WHERE case_id = 'serial/java' AND criu = '4.3'"))
        .containsExactly(
            List.of(
                cell.id(),
                cell.run(),
                cell.machine(),
                "works",
                cell.dumpMs().toString(),
                cell.imageBytes().toString(),
                "1"));
    assertThat(
            rows(
                "SELECT option, value FROM cell_options JOIN cells ON cell = key"
                    + " WHERE case_id = 'serial/java' AND criu = '4.3'"))
        .containsExactly(List.of("--ghost-limit", "8M"));
    assertThat(
            rows(
                "SELECT trait, size FROM cell_traits JOIN cells ON cell = key"
                    + " WHERE case_id = 'serial/java' AND criu = '4.3' ORDER BY trait"))
        .containsExactly(List.of("append-file", "null"), List.of("ghost-file", "6M"));
  }

  @ParameterizedTest
  @CsvSource({"cells_by_case, case_id = 'a/b'", "cells_by_cause, cause = 'x'"})
  void searchesUseAnIndex(String index, String condition) throws Exception {
    assertThat(rows("EXPLAIN QUERY PLAN SELECT * FROM cells WHERE " + condition).toString())
        .contains("USING INDEX " + index);
  }

  static Stream<String> queries() throws Exception {
    return QUERY.matcher(Files.readString(PAGE)).results().map(m -> m.group(1));
  }

  @ParameterizedTest
  @MethodSource("queries")
  void theQueriesOfTheDocumentationWork(String query) throws Exception {
    rows(query);
  }

  @Test
  void theQueriesFindSomething() throws Exception {
    var situation =
        data.situations().stream().filter(s -> s.id().equals("serial-java")).findFirst();
    var word = situation.orElseThrow().words().get(0);
    var found = new ArrayList<Integer>();
    for (var query : queries().toList()) {
      found.add(rows(query.replace("mpirun", word)).size());
    }

    assertThat(found).hasSizeGreaterThanOrEqualTo(5);
    assertThat(found.subList(0, 4)).allMatch(n -> n > 0);
  }

  @Test
  void theChecksumsAreThoseOfTheFiles() throws Exception {
    assertThat(Files.readString(folder.resolve("SHA256SUMS")))
        .isEqualTo(
            "%s  data.json%n%s  data.sqlite%n"
                .formatted(
                    Sha256.of(Files.readAllBytes(folder.resolve("data.json"))),
                    Sha256.of(Files.readAllBytes(folder.resolve("data.sqlite")))));
  }

  @Test
  void olderDataIsReplacedAndNothingElseIsLeft() throws Exception {
    Files.writeString(folder.resolve("notes.txt"), "mine");
    connection.close();

    DataSets.write(data, folder);

    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("data.json", "data.sqlite", "SHA256SUMS", "notes.txt");
    }
    try (var left = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      assertThat(left.map(f -> f.getFileName().toString()))
          .noneMatch(f -> f.startsWith("criu-matrix-sqlite"));
    }
  }

  @Test
  void aFileThatCannotBeReplacedIsNamedAndNothingIsLeft() throws Exception {
    connection.close();
    var sqlite = folder.resolve("data.sqlite");
    Files.delete(sqlite);
    Files.createDirectories(sqlite.resolve("in-the-way"));

    assertThatIOException()
        .isThrownBy(() -> DataSets.write(data, folder))
        .withMessageContaining("data.sqlite");
    try (var files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).noneMatch(f -> f.startsWith(".new"));
    }
    connection = DriverManager.getConnection("jdbc:sqlite::memory:");
  }
}
