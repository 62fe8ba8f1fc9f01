package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error in matrix.csv names file and line, and the remedy. */
class MatrixFileMistakesTest {

  private static final String HEADER =
      "case, criu, privilege, runtime, host, kernel, expect, at, error, why\n";
  private static final String COLUMNS =
      "the columns are case, criu, privilege, runtime, host, kernel, expect, at, error, why";

  @TempDir Path folder;

  private void refuses(String text, String message) throws IOException {
    refuses(text.getBytes(StandardCharsets.UTF_8), message);
  }

  private void refuses(byte[] bytes, String message) throws IOException {
    var file = Files.write(folder.resolve("matrix.csv"), bytes);
    assertThatExceptionOfType(MatrixFileException.class)
        .isThrownBy(() -> MatrixFile.read(file))
        .withMessageStartingWith("matrix.csv:" + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "*,4.*,*,*,*,*,fails,dump,,         | 'fails' without a reason; say the cause in the column 'why'",
        "*,4.*,*,*,*,*,fails,dmup,,why      | at is a phase (start, dump, gone, restore, alive, progress, answer, clean), not 'dmup'",
        "*,4.*,*,*,*,*,fails,,,why          | at is a phase (start, dump, gone, restore, alive, progress, answer, clean), not ''",
        "*,4.*,*,*,*,*,refuses,dump,,       | 'refuses' has neither a phase nor an error",
        "*,4.*,*,*,*,*,broken,,,            | expect is 'works', 'refuses', 'fails' or 'loses', not 'broken'",
        "*,4.*,*,*,*,*,,,,                  | expect is 'works', 'refuses', 'fails' or 'loses', not ''",
        "*,4.*,*,*,*,*,loses,,,why          | 'loses' is about who holds a trait",
        "*,4.*,*,*,*,*,works,dump,,         | 'works' has neither a phase nor an error; leave 'at' and 'error' empty",
        "*,4.*,*,*,*,*,works,,text,         | 'works' has neither a phase nor an error; leave 'at' and 'error' empty",
        "*,4.*,*,*,*,=>6,works,,,           | not a comparison of kernels, expected for example >=6.13: =>6",
        "{a,4.*,*,*,*,*,works,,,            | '{' without '}' in the glob '{a'",
        "*,4.*,*,*,*,*,fails,dump,a},why    | '}' without '{' in the glob 'a}'",
        "*,{3.17,4.*},*,*,*,*,works,,,      | has 11 fields, not 10; a comma inside a field needs double quotes around the field",
        "*,4.*,*,*,*,*,fails,dump,,why, too | has 11 fields, not 10; a comma inside a field needs double quotes around the field",
        "*,works                            | has 2 fields, not 10; a comma inside a field needs double quotes around the field",
      })
  void namesTheLine(String line, String message) throws Exception {
    var good = "# a comment\n\n*,*,*,*,*,*,works,,,\n";
    refuses(HEADER + good + line + "\n" + good, "5: " + message);
    refuses(HEADER + good + line, "5: " + message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "# only a comment\n",
        "case, criu\n",
        "case, criu, privilege, runtime, host, kernel, expect, at, error, why, more\n",
        "case, criu, privilege, runtime, host, kernel, expect, at, error,\n",
        "case, case, privilege, runtime, host, kernel, expect, at, error, why\n",
        "*,*,*,*,*,*,works,,,\n",
      })
  void namesTheColumnsThereAre(String header) throws Exception {
    refuses(header, "1: " + COLUMNS);
  }

  @Test
  void namesTheLineOfAWrongHeaderBelowComments() throws Exception {
    refuses("# a\n\n# b\ncase, criu\n", "4: " + COLUMNS);
  }

  @Test
  void namesTheLineWhereAQuoteIsNotClosed() throws Exception {
    refuses(
        HEADER + "*,*,*,*,*,*,works,,,\n*,*,*,*,*,*,fails,dump,\"oops,why\n*,*,*,*,*,*,works,,,\n",
        "3: cannot be read as CSV: ");
  }

  @Test
  void doesNotLetAQuoteThatIsClosedLaterSwallowLines() throws Exception {
    refuses(
        HEADER + "*,*,*,*,*,*,fails,dump,\"oops,why\n*,*,*,*,*,*,fails,dump,\"x\",why\n",
        "2: cannot be read as CSV: ");
  }

  @Test
  void namesTheLineThatIsNoUtf8() throws Exception {
    refuses(
        (HEADER + "*,*,*,*,*,*,works,,,\n*,*,*,*,*,*,fails,dump,,M\u00fcller\n")
            .getBytes(StandardCharsets.ISO_8859_1),
        "3: is not UTF-8");
  }

  /** Followed letter by letter, it would be compared with each cell for a minute. */
  @Test
  @Timeout(10)
  void anErrorThatIsLongerThanAnyIsRefusedAtOnce() throws Exception {
    var line = "*,4.*,*,*,*,*,fails,dump,%s,why\n".formatted("*?".repeat(2_500_000));

    refuses(HEADER + line, "2: the error has 5000000 characters, 4000 at most; a part of it");
  }
}
