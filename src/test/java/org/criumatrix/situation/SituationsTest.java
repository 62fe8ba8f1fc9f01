package org.criumatrix.situation;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.criumatrix.junit.UsualCells;
import org.criumatrix.matrix.CaseId;
import org.junit.jupiter.api.Test;

/** The situations of the suite, compared with its cases. */
class SituationsTest {

  private static final Path FOLDER = Path.of("src/main/resources/org/criumatrix/situation");
  private static final String SYNONYMS = "synonyms.toml";
  private static final Set<CaseId> CASES = UsualCells.cases();

  private final Situations situations = Situations.read();

  @Test
  void everyCaseIsInOneSituation() {
    var problems = new ArrayList<String>();
    for (var id : CASES) {
      try {
        if (situations.of(id).isEmpty()) {
          problems.add("%s.toml: no situation has the case %s".formatted(id.row(), id.name()));
        }
      } catch (SituationException e) {
        problems.add(e.getMessage());
      }
    }
    assertThat(problems).isEmpty();
  }

  @Test
  void everyGlobMatchesACase() {
    for (var file : situations.files()) {
      var names = CASES.stream().filter(c -> file.isOf(c.row())).map(CaseId::name).toList();

      assertThat(file.idleGlobs(names)).as("globs that match no case").isEmpty();
    }
  }

  @Test
  void everySituationWithCasesHasOneThatCounts() {
    var answered =
        CASES.stream()
            .filter(c -> situations.role(c) == CaseRole.WAY)
            .flatMap(c -> situations.of(c).stream())
            .collect(toSet());
    var asked =
        situations.files().stream()
            .flatMap(f -> f.members().stream())
            .filter(Membership::hasLists)
            .map(Membership::situation)
            .toList();

    assertThat(asked).isNotEmpty().allSatisfy(s -> assertThat(answered).contains(s));
  }

  @Test
  void everyFileIsRead() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(f -> f.getFileName().toString()).filter(f -> !f.equals(SYNONYMS)))
          .containsExactlyInAnyOrderElementsOf(
              situations.files().stream().map(RowSituations::file).toList());
    }
  }

  @Test
  void aCaseThatIsGoneHasNoSituation() {
    assertThat(situations.of(new CaseId("serial", "was-removed"))).isEmpty();
    assertThat(situations.of(new CaseId("no-row", "simple-c"))).isEmpty();
    assertThat(situations.role(new CaseId("no-row", "simple-c"))).isEqualTo(CaseRole.WAY);
  }

  @Test
  void rolesFollowFromTheList() {
    assertThat(role("parallel/mpi-tree-prepared-openmpi-2")).isEqualTo(CaseRole.WAY);
    assertThat(role("parallel/mpi-tree-plain-openmpi-2")).isEqualTo(CaseRole.PLAIN);
    assertThat(role("serial/terminal-without-flag")).isEqualTo(CaseRole.MISUSE);
    assertThat(role("network-fs/nfs4-not-mounted")).isEqualTo(CaseRole.MISUSE);
    assertThat(role("objects/lock-ofd-restored-without-flag")).isEqualTo(CaseRole.MISUSE);
  }

  private CaseRole role(String id) {
    return situations.role(CaseId.parse(id));
  }

  @Test
  void aSituationIsFoundByItsId() {
    assertThat(situations.find("mpi-openmpi"))
        .hasValueSatisfying(
            s -> {
              assertThat(s.title()).isEqualTo("MPI with Open MPI");
              assertThat(s.row()).isEqualTo("parallel");
              assertThat(s.words()).contains("mpirun", "prte");
            });
    assertThat(situations.find("no-such")).isEmpty();
    assertThat(situations.of(CaseId.parse("parallel/mpi-namespaced-openmpi-4")))
        .isEqualTo(situations.find("mpi-openmpi"));
  }

  @Test
  void sentencesAreSentences() {
    assertThat(situations.all())
        .allSatisfy(s -> assertThat(s.about()).as(s.id()).matches("[A-Z].*\\.|[a-z]\\S* .*\\."));
    assertThat(List.copyOf(situations.all())).extracting(Situation::title).doesNotHaveDuplicates();
  }
}
