package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.junit.UsualCells;
import org.junit.jupiter.api.Test;

/**
 * A typing error in a case's name is no mistake that a run could tell from a line it has no use
 * for.
 */
class MatrixCasesTest {

  @Test
  void everyLineIsAboutACaseThatThereIs() throws IOException {
    var cases = UsualCells.cases();
    var lost =
        MatrixCsv.read("matrix.csv", Files.readAllBytes(Path.of("matrix.csv"))).stream()
            .filter(l -> cases.stream().noneMatch(c -> names(l, c)))
            .map(l -> "matrix.csv:%d: %s".formatted(l.number(), l.fields().get("case")))
            .toList();

    assertThat(lost).as("lines whose column 'case' no case is called by").isEmpty();
  }

  private static boolean names(MatrixCsv.Line line, CaseId one) {
    return Selection.of(line.fields().get("case")).matches(one.toString());
  }
}
