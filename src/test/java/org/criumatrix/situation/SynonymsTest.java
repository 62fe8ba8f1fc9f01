package org.criumatrix.situation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.Glob;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Questions as users ask them. */
class SynonymsTest {

  private final Synonyms synonyms = Synonyms.read();

  private Interpretation interpret(String question) {
    return synonyms.interpret(question);
  }

  @Test
  void aReviewersQuestionIsUnderstood() {
    var meant = interpret("MPI in apptainer on Debian 12, without root?");

    assertThat(meant.fields())
        .isEqualTo(
            Map.of(
                "runtime", "apptainer*",
                "kernel", "=6.1",
                "criu", "3.17.1",
                "privilege", "unprivileged"));
    assertThat(meant.terms()).containsExactly("mpi");
    assertThat(meant.notes()).contains("Debian 12 (bookworm) has Linux 6.1 and CRIU 3.17.1.");
  }

  @ParameterizedTest
  @CsvSource({
    "singularity, runtime, apptainer*",
    "rootless, privilege, unprivileged",
    "bookworm, criu, 3.17.1",
    "Debian 13, kernel, =6.12",
    "trixie, criu, 4.1.1",
    "with sudo, privilege, sudo",
    "suid, privilege, setuid",
    "setcap, privilege, capabilities",
    "arm64, architecture, aarch64",
    "Slurm, host, slurm:*",
    "Linux 6.16, kernel, =6.16",
    "what does CRIU 4.3 break, criu, 4.3",
    "does docker 28 restore?, runtime, docker*",
    "criu in docker, host, container:docker",
  })
  void aWordLeadsToTheValueOfAnAxis(String question, String field, String value) {
    assertThat(interpret(question).fields()).containsEntry(field, value);
  }

  @Test
  void unprivilegedLeadsToThePrivilegeAndNamesTheOption() {
    var meant = interpret("unprivileged");

    assertThat(meant.fields()).isEqualTo(Map.of("privilege", "unprivileged"));
    assertThat(meant.notes()).singleElement().asString().contains("inside-container");
    assertThat(interpret("criu --unprivileged").fields()).isEmpty();
  }

  @Test
  void whatIsAskedForCountsMoreThanTheDefaultOfADistribution() {
    assertThat(interpret("Debian 12 with CRIU 4.3").fields())
        .containsEntry("criu", "4.3")
        .containsEntry("kernel", "=6.1");
  }

  @Test
  void theLongestPhraseCounts() {
    var meant = interpret("rootless podman");

    assertThat(meant.situations()).containsExactly("podman-rootless");
    assertThat(meant.fields()).isEmpty();
  }

  @Test
  void otherWordsStayTerms() {
    var meant = interpret("Does \"io_uring\" work with --tcp-established?");

    assertThat(meant.fields()).isEmpty();
    assertThat(meant.terms()).containsExactly("io_uring", "--tcp-established");
    assertThat(interpret("  ").terms()).isEmpty();
  }

  @Test
  void everySituationThatIsNamedIsThere() {
    var situations = Situations.read();

    assertThat(synonyms.meanings())
        .flatExtracting(Meaning::situations)
        .allSatisfy(id -> assertThat(situations.find(id)).as("%s", id).isPresent());
  }

  @Test
  void everyValueOfAnAxisIsThere() {
    var values =
        Map.of(
            "privilege", UsualCells.privileges(),
            "runtime", UsualCells.runtimes(),
            "host", hosts());
    for (var meaning : synonyms.meanings()) {
      meaning
          .fields()
          .forEach(
              (field, glob) ->
                  assertThat(values.getOrDefault(field, List.of(glob)))
                      .as("%s of %s", field, meaning.words())
                      .anyMatch(v -> Glob.of(glob).matches(v)));
    }
  }

  private static List<String> hosts() {
    return Stream.concat(
            BatchSystems.names().stream().map(name -> name + ":sid"),
            UsualCells.runtimes().stream().map(name -> "container:" + name))
        .toList();
  }

  @Test
  void everyMeaningMeansSomething() {
    assertThat(synonyms.meanings())
        .allSatisfy(
            m -> {
              assertThat(m.words())
                  .isNotEmpty()
                  .allMatch(w -> w.equals(w.toLowerCase(Locale.ROOT)));
              assertThat(m.fields().size() + m.situations().size() + m.terms().size())
                  .as("%s", m.words())
                  .isPositive();
            });
  }

  @Test
  void aPhraseHasOneMeaning() {
    var twice =
        """
        fillers = []
        versions = {}
        [[meaning]]
        words = ["a b"]
        terms = ["c"]
        [[meaning]]
        words = ["a b"]
        terms = ["d"]
        """;

    assertThatExceptionOfType(SituationException.class)
        .isThrownBy(() -> Synonyms.of(twice))
        .withMessage("synonyms.toml: 'a b' has two meanings");
    assertThatExceptionOfType(SituationException.class)
        .isThrownBy(() -> Synonyms.of(twice.replace("words", "word")))
        .withMessageStartingWith("synonyms.toml:4: there is no key 'word'");
  }
}
