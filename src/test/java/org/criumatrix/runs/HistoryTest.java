package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryTest {

  private static final CellRecord JAVA = Samples.cell("serial/java").works();

  @TempDir Path temporary;
  private History history;

  @BeforeEach
  void open() {
    history = new History(temporary.resolve("not").resolve("there"));
  }

  @Test
  void keepsARunAsOneFileThatIsNeverWrittenAgain() throws Exception {
    var run = Samples.run("a", JAVA, Samples.cell("serial/java").attempt(2).fails("dump", "no"));
    var file = history.add(run).orElseThrow();

    assertThat(file.getFileName().toString()).matches("20261122T153000125Z-[0-9a-f]{8}[.]jsonl");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("r--r--r--");
    assertThat(file.getParent().toFile().list()).containsExactly(file.getFileName().toString());
    assertThat(history.runs())
        .singleElement()
        .satisfies(
            kept -> {
              assertThat(kept.records()).isEqualTo(run.records());
              assertThat(kept.info()).isEqualTo(run.info());
            });
    assertThat(history.add(run)).isEmpty();
    assertThat(history.runs()).hasSize(1);
  }

  @Test
  void isEmptyBeforeAnythingIsKept() throws Exception {
    assertThat(history.runs()).isEmpty();
  }

  @Test
  void refusesARunWithoutProvenance() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> history.add(Samples.run("a", null, List.of(JAVA))))
        .withMessage("a has no run.json, so its provenance is unknown; -Dresume completes it");
  }

  @Test
  void namesAFileThatDoesNotBelongToIt() throws Exception {
    var file = history.add(Samples.run("a", JAVA)).orElseThrow();
    Files.writeString(file.resolveSibling("x.jsonl"), "");

    assertThatIOException()
        .isThrownBy(history::runs)
        .withMessageContaining("x.jsonl does not belong to this history");
  }

  @Test
  void isCommonToAMachineForRootAndAnAccountsOwnOtherwise() {
    var home = Path.of("/home/me");

    assertThat(History.usual("root", home, Map.of("XDG_DATA_HOME", "/x")))
        .isEqualTo(Path.of("/var/lib/criu-matrix/history"));
    assertThat(History.usual("me", home, Map.of()))
        .isEqualTo(Path.of("/home/me/.local/share/criu-matrix/history"));
    assertThat(History.usual("me", home, Map.of("XDG_DATA_HOME", "/x")))
        .isEqualTo(Path.of("/x/criu-matrix/history"));
    assertThat(History.usual("me", home, Map.of("XDG_DATA_HOME", "relative")))
        .isEqualTo(Path.of("/home/me/.local/share/criu-matrix/history"));
  }

  /** Both have the same start, and the names of their files say nothing about their order. */
  @Test
  void aRunThatWasCutOffPrecedesItsResumedCopy() throws Exception {
    var whole = Samples.run("a", JAVA, Samples.cell("serial/c").works());
    history.add(whole);
    for (var i = 0; i < 8; i++) {
      history.add(Samples.run("a", Samples.cutOff(2, i), List.of(JAVA)));
    }

    assertThat(history.runs()).hasSize(9).last().extracting(Run::info).isEqualTo(whole.info());
    assertThat(history.runs())
        .extracting(run -> run.info().orElseThrow().cellsRecorded())
        .startsWith(0, 1, 2, 3, 4, 5, 6, 7);
  }

  @Test
  void aFileOfItIsARunThatCanBeCompared() throws Exception {
    var file = history.add(Samples.run("a", JAVA)).orElseThrow();

    assertThat(Run.read(file).records()).containsExactly(JAVA);
  }
}
