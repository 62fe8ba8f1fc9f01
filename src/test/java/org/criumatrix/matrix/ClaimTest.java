package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests the data that the suite ships, and the project's own expectations. */
class ClaimTest {

  private static final List<String> ROWS =
      List.of(
          "serial",
          "threads-forks",
          "open-files",
          "containers",
          "inside-container",
          "cpu-specific",
          "gpu",
          "network",
          "network-fs",
          "parallel");

  private final List<Claim> claims = Claim.all();

  @Test
  void thereAreTheTenRowsOfTableOneEachWithAndWithoutRoot() {
    var table = claims.stream().filter(c -> c.source().equals("table1")).toList();

    assertThat(table).hasSize(20).extracting(Claim::caseName).containsOnly("*");
    assertThat(table.stream().map(Claim::row).distinct()).containsExactlyElementsOf(ROWS);
    assertThat(ROWS)
        .allSatisfy(
            row ->
                assertThat(table.stream().filter(c -> c.row().equals(row)))
                    .extracting(Claim::criu)
                    .containsExactlyInAnyOrder("3.17.1", "nonroot"));
  }

  @Test
  void everyClaimKeepsToTheWordsThatAreDocumented() {
    assertThat(claims)
        .allSatisfy(
            c -> {
              assertThat(c.source()).isIn("table1", "page", "text");
              assertThat(c.row()).isIn(ROWS);
              assertThat(c.caseName()).isNotBlank();
              assertThat(c.criu()).isIn("3.17.1", "nonroot");
              assertThat(c.verdict()).isIn("works", "partial", "fails");
              assertThat(c.needs()).isIn("root", "none");
              assertThat(c.remark()).isNotNull();
            });
  }

  @Test
  void theProjectsOwnMatrixCanBeUsedAndItsFirstLineMatchesEveryCell() throws Exception {
    var file = MatrixFile.read(Path.of("matrix.csv"));
    var cell = Cell.of(new CaseId("no-such-row", "x"), "0", "p", "r", "h");

    assertThat(file.expectation(cell, "0.1"))
        .hasValueSatisfying(e -> assertThat(e.works()).isTrue())
        .hasValueSatisfying(e -> assertThat(e.line()).isLessThan(file.unusedLines().get(0)));
  }
}
