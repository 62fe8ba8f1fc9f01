package org.criumatrix.advice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.MatrixFile;
import org.junit.jupiter.api.Test;

class CommandPairTest {

  @Test
  void criuGetsEachOptionWithTheActionThatNeedsIt() {
    var options = List.of("--tcp-established", "--ghost-limit=3M");
    var commands = CommandPair.of("none", 7, "", options);

    assertThat(commands.dump())
        .isEqualTo("criu dump --tree 7 --images-dir checkpoint --tcp-established --ghost-limit=3M");
    assertThat(commands.restore())
        .isEqualTo("criu restore --images-dir checkpoint --restore-detached --tcp-established");
    assertThat(commands.file()).isEmpty();
  }

  @Test
  void theJobOfAShellIsRestoredInTheForeground() {
    assertThat(CommandPair.of("none", 7, "", List.of("--shell-job")).restore())
        .isEqualTo("criu restore --images-dir checkpoint --shell-job");
  }

  @Test
  void dockersRuntimeReadsAFile() {
    var commands = CommandPair.of("docker", 7, "db", List.of("--tcp-established"));

    assertThat(commands.dump()).isEqualTo("docker checkpoint create db checkpoint");
    assertThat(commands.restore()).isEqualTo("docker start --checkpoint checkpoint db");
    assertThat(commands.file()).containsExactly("tcp-established");
  }

  @Test
  void podmanHasSpellingsForSomeOptions() {
    var options = List.of("--tcp-established", "--link-remap");
    var commands = CommandPair.of("podman", 7, "db", options);

    assertThat(commands.dump()).isEqualTo("podman container checkpoint --tcp-established db");
    assertThat(commands.impossible()).containsExactly("--link-remap");
  }

  @Test
  void capabilitiesAndCriuJobFollowTheOptions() {
    assertThat(Needs.capabilities(List.of()))
        .containsExactly("cap_checkpoint_restore", "cap_setpcap");
    assertThat(Needs.capabilities(List.of("--tcp-established", "--shell-job")))
        .containsExactly("cap_checkpoint_restore", "cap_net_admin", "cap_setpcap");
    assertThat(Needs.criuJob(List.of("--shell-job", "--file-locks")))
        .containsExactly("--criu-option=--file-locks");
  }

  /** An option without a line would go to both actions, and its capability would be missing. */
  @Test
  void everyOptionThatMatrixCsvNamesAsARemedyIsKnown() throws Exception {
    var file = MatrixFile.read(java.nio.file.Path.of("matrix.csv")).knowledge();

    assertThat(file.expectations())
        .flatExtracting(e -> e.details().remedy().options())
        .isNotEmpty()
        .allSatisfy(o -> assertThat(CriuOption.find(o)).as(o).isPresent());
  }
}
