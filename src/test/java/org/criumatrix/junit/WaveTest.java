package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.junit.jupiter.api.Test;

class WaveTest {

  private static final List<CriuBuild> BUILDS =
      Stream.of("4.1.1", "4.2.1", "4.3").map(WaveTest::build).toList();

  private static CriuBuild build(String version) {
    return new CriuBuild(version, "path", version, "", "", Path.of("/"), Path.of("/"));
  }

  private static Cell cell(String criu, String privilege) {
    return Cell.of(CaseId.parse("serial/simple-c"), criu, privilege, "none", "local");
  }

  private static List<String> order(List<Wave> waves, Cell... cells) {
    return waves.stream()
        .flatMap(w -> Stream.of(cells).filter(w.cells()))
        .map(c -> c.id().replaceFirst(".*criu=(.*),privilege=(\\w+),.*", "$1 $2"))
        .toList();
  }

  @Test
  void theNewestBuildAsRootComesFirstAndOlderBuildsLast() {
    assertThat(
            order(
                Wave.of(BUILDS, 1),
                cell("4.1.1", "root"),
                cell("4.1.1", "sudo"),
                cell("4.2.1", "setuid"),
                cell("4.3", "sudo"),
                cell("4.3", "root")))
        .containsExactly("4.3 root", "4.3 sudo", "4.2.1 setuid", "4.1.1 root", "4.1.1 sudo");
  }

  @Test
  void cellsWithoutCriuComeWithTheNewestBuild() {
    assertThat(order(Wave.of(BUILDS, 1), cell("4.1.1", "root"), cell("none", "root")))
        .containsExactly("none root", "4.1.1 root");
  }

  @Test
  void buildsTakeTurnsWhereTheirTimesAreCompared() {
    assertThat(Wave.of(BUILDS, 2)).containsExactly(Wave.ALL);
  }

  @Test
  void aWaveWithoutCellsIsLeftOut() {
    var some = List.of(cell("4.3", "root"), cell("4.1.1", "sudo"));

    assertThat(Wave.with(Wave.of(BUILDS, 1), some))
        .extracting(Wave::name)
        .containsExactly("4.3-root", "4.1.1");
  }

  @Test
  void oneWaveNeedsNoFolderOfItsOwn() {
    var waves = Wave.with(Wave.of(BUILDS, 1), List.of(cell("4.2.1", "sudo")));

    assertThat(waves).containsExactly(Wave.ALL).extracting(Wave::folder).containsExactly("");
  }
}
