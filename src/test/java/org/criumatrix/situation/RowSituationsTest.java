package org.criumatrix.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.junit.jupiter.api.Test;

/** Files about situations, and the message for each mistake. */
class RowSituationsTest {

  private static final String MPI =
      """
      [row]
      misuse = ["*-wrong"]

      [mpi]
      title = "MPI"
      needs = "a host file"
      about = "A job of MPI."
      words = ["mpirun"]
      cases = ["mpi-*"]
      plain = ["mpi-plain-*"]
      """;

  private static final String OTHER =
      """

      [other]
      title = "Other"
      about = "Another job."
      """;

  private static Situations read(String text) {
    return Situations.of(List.of(RowSituations.of("parallel", text)));
  }

  private static CaseId id(String name) {
    return new CaseId("parallel", name);
  }

  private static void refuses(String text, String message) {
    assertThatExceptionOfType(SituationException.class)
        .isThrownBy(() -> read(text))
        .withMessage(message);
  }

  @Test
  void everyKeyIsRead() {
    var situations = read(MPI);

    assertThat(situations.all())
        .containsExactly(
            new Situation(
                "mpi", "MPI", "A job of MPI.", "parallel", List.of("mpirun"), "a host file"));
    assertThat(situations.of(id("mpi-4"))).isEqualTo(situations.find("mpi"));
    assertThat(situations.role(id("mpi-4"))).isEqualTo(CaseRole.WAY);
    assertThat(situations.role(id("mpi-plain-4"))).isEqualTo(CaseRole.PLAIN);
    assertThat(situations.role(id("mpi-plain-wrong"))).isEqualTo(CaseRole.MISUSE);
    assertThat(situations.of(id("serial"))).isEmpty();
  }

  @Test
  void aCaseOfTwoSituationsIsAMistake() {
    var situations = read(MPI + OTHER + "cases = [\"*-4\"]");

    assertThatExceptionOfType(SituationException.class)
        .isThrownBy(() -> situations.of(id("mpi-4")))
        .withMessage(
            "parallel.toml: the case mpi-4 is in [mpi] and in [other];"
                + " exclude it from one of them, \"!mpi-4\"");
  }

  @Test
  void aSituationCanExcludeCases() {
    var situations = read(MPI + OTHER + "cases = [\"*-4 !mpi-*\"]");

    assertThat(situations.of(id("mpi-4"))).isEqualTo(situations.find("mpi"));
    assertThat(situations.of(id("x-4"))).isEqualTo(situations.find("other"));
  }

  @Test
  void itsCasesCanBeSelected() {
    var situations = read(MPI + OTHER + "cases = [\"*-4 !mpi-*\", \"x\"]");

    assertThat(situations.cells("mpi")).isEqualTo("parallel/mpi-*");
    assertThat(situations.cells("other")).isEqualTo("parallel/*-4 !parallel/mpi-* parallel/x");
  }

  @Test
  void aSituationThatIsFirstTakesItsCasesFromOthers() {
    var situations = read(MPI + OTHER + "cases = [\"*-4\"]\nfirst = true");

    assertThat(situations.of(id("mpi-4"))).isEqualTo(situations.find("other"));
    assertThat(situations.of(id("mpi-2"))).isEqualTo(situations.find("mpi"));
  }

  @Test
  void globsThatMatchNothingAreFound() {
    var file = RowSituations.of("parallel", MPI + OTHER + "cases = [\"a* !b*\", \"c\"]");

    assertThat(file.idleGlobs(List.of("mpi-plain-1", "a", "c")))
        .containsExactly("parallel.toml: [other]: !b*");
  }

  @Test
  void namesTheFileAndTheKeyOfAMistake() {
    refuses(
        MPI.replace("plain =", "plane ="),
        "parallel.toml:10: there is no key 'plane';"
            + " there are [about, cases, first, misuse, needs, plain, title, words]");
    refuses(MPI.replace("title = \"MPI\"", ""), "parallel.toml: [mpi]: the key 'title' is missing");
    refuses(MPI.replace("A job of MPI.", " "), "parallel.toml: [mpi]: the key 'about' is missing");
    refuses(
        MPI.replace("\"MPI\"", "\"%s\"".formatted("M".repeat(61))),
        "parallel.toml: [mpi]: 'title' has 61 characters; 60 are allowed");
    refuses(
        MPI.replace("[mpi]", "[MPI]"),
        "parallel.toml: [MPI]: an id has lower-case letters, digits and dashes");
    refuses(
        MPI.replace("mpi-plain-*", "{mpi"),
        "parallel.toml: [mpi]: '{' without '}' in the glob '{mpi'");
  }

  @Test
  void twoSituationsHaveNotTheSameTitle() {
    refuses(
        MPI + OTHER.replace("\"Other\"", "\"MPI\""),
        "parallel.toml: [other] has the id or the title of parallel.toml: [mpi]");
  }
}
