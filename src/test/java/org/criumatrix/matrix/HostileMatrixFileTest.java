package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.testing.Hostile;
import org.junit.jupiter.api.Test;

/** A matrix.csv with any content: it is usable, or the error names the line. */
class HostileMatrixFileTest {

  private static final String HEADER =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n";
  private static final String GOOD =
      HEADER
          + "# a comment\n"
          + "*,*,*,*,*,*,works,,,\n"
          + "serial/{a,b*},\"3.17.*, 4.*\",!root,none,local,>=6.13,fails,dump,\"a, *b\",\"why, so\"\n"
          + "\"{network,gpu}/*\",4.?,*,*,vm:*,=6.1.2,fails,restore,,it \"\"is\"\" so\n";

  private static final Cell CELL =
      Cell.of(CaseId.parse("serial/simple-c"), "4.2.1", "root", "none", "local");

  private static final Path FILE = Path.of("matrix.csv");

  @Test
  void isReadOrALineIsNamed() {
    Hostile.utf8(
        List.of(GOOD, GOOD.replace("\n", "\r\n"), HEADER, "\ufeff" + GOOD),
        input -> {
          try {
            var read = MatrixFile.of("matrix.csv", input);
            read.expectation(CELL, "6.18.44-fc");
            read.unusedLines().forEach(read::named);
            // Like 'update', this keeps every character.
            var text = new String(input, StandardCharsets.UTF_8);
            assertThat(MatrixDraft.of(FILE, text).text())
                .isEqualTo(text.endsWith("\n") ? text : text + "\n");
          } catch (MatrixFileException e) {
            assertThat(e.getMessage()).matches("(?s)matrix\\.csv:\\d+: .+");
          }
        });
  }
}
