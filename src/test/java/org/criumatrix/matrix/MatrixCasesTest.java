package org.criumatrix.matrix;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.zdtm.Zdtm;
import org.criumatrix.inventory.TraitRule;
import org.criumatrix.junit.UsualCells;
import org.junit.jupiter.api.Test;

/**
 * Finds lines of matrix.csv with typing errors, which a run cannot distinguish from lines that it
 * does not need.
 */
class MatrixCasesTest {

  /** A case of each line about the row zdtm. */
  private static final List<String> OF_A_TREE =
      List.of(
          "zdtm/sigtrap-h",
          "zdtm/bpf_array-h",
          "zdtm/inotify_irmap-h",
          "zdtm/inotify00-uns",
          "zdtm/unlink_multiple_largefiles-uns");

  @Test
  void everyLineIsAboutACaseThatThereIs() throws IOException {
    var cases =
        UsualCells.cases().stream().map(CaseId::toString).collect(toCollection(ArrayList::new));
    // The cases of the row zdtm come from a source tree of the user.
    cases.addAll(OF_A_TREE);

    assertThat(about("case", cases)).as("lines that no case is called by").isEmpty();
  }

  @Test
  void everyLineIsAboutAPrivilegeThatThereIs() throws IOException {
    assertThat(about("privilege", UsualCells.privileges()))
        .as("lines for none of the privileges")
        .isEmpty();
  }

  @Test
  void everyLineIsAboutARuntimeThatThereIs() throws IOException {
    var runtimes = new ArrayList<>(UsualCells.runtimes());
    runtimes.add(Zdtm.NAME);

    assertThat(about("runtime", runtimes)).as("lines for none of the runtimes").isEmpty();
  }

  @Test
  void everyTraitIsOneThatProgramsCanHave() throws IOException {
    var known = TraitRule.all().stream().map(TraitRule::name).toList();
    var asked =
        MatrixCsv.read("matrix.csv", Files.readAllBytes(Path.of("matrix.csv"))).stream()
            .flatMap(l -> Stream.of(MatrixCsv.optional(l.fields(), "holds").split("\\s+")))
            .flatMap(word -> Stream.of(word.replaceAll("^!|>.*$", "").split("\\|")))
            .filter(word -> !word.isEmpty());

    assertThat(asked).isNotEmpty().isSubsetOf(known);
  }

  /** Lines with a column that matches no existing value. */
  private static List<String> about(String column, Collection<String> known) throws IOException {
    return MatrixCsv.read("matrix.csv", Files.readAllBytes(Path.of("matrix.csv"))).stream()
        .filter(l -> known.stream().noneMatch(Selection.of(l.fields().get(column))::matches))
        .map(l -> "matrix.csv:%d: %s".formatted(l.number(), l.fields().get(column)))
        .toList();
  }
}
