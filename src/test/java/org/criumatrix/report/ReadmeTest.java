package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.MatrixFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Checks the README's table of rows against matrix.csv and the published claims. */
class ReadmeTest {

  private static final Path README = Path.of("README.md");
  private static final String BEGIN = "<!-- rows: made by ReadmeTest -->\n\n";
  private static final String END = "\n<!-- rows: end -->";
  private static final String UPDATE = "readme.update";

  private static String generated(String kernel) throws IOException {
    return new RowsTable(MatrixFile.read(Path.of("matrix.csv")), kernel).markdown() + "\n";
  }

  private static String between(String readme) {
    assertThat(readme).as("the marks around README.md's table").containsSubsequence(BEGIN, END);
    return readme.substring(
        readme.indexOf(BEGIN) + BEGIN.length(), readme.indexOf(END, readme.indexOf(BEGIN)));
  }

  @BeforeAll
  static void updated() throws IOException {
    if (Boolean.getBoolean(UPDATE)) {
      var readme = Files.readString(README);
      var old = BEGIN + between(readme) + END;
      Files.writeString(README, readme.replace(old, BEGIN + generated(RowsTable.KERNEL) + END));
    }
  }

  @Test
  void theTableOfRowsIsWhatIsExpected() throws IOException {
    assertThat(between(Files.readString(README)))
        .as("README.md, \"The rows\"; mvn test -Dtest=ReadmeTest -D%s=true writes it anew", UPDATE)
        .isEqualTo(generated(RowsTable.KERNEL));
  }

  /** The README names one kernel, and its statements must hold for all kernels as new as that. */
  @Test
  void whatIsExpectedOfTheNewestCriuIsTheSameOnEveryKernel() throws IOException {
    var usual = generated(RowsTable.KERNEL);

    for (var kernel : List.of("5.10", "7.3")) {
      assertThat(generated(kernel)).as("Linux " + kernel).isEqualTo(usual);
    }
  }
}
