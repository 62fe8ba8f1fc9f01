package org.criumatrix.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests which cells and negative controls reach JUnit, and in which order. */
class PlannedCellsTest {

  private static final String RESTART = "sample/gullible-one negative control";
  private static final String REPLAY = "sample/gullible-one negative control, replay";

  @TempDir Path folder;

  private List<String> played(Map<String, String> options, String... builds) throws IOException {
    return played(options, false, builds);
  }

  private List<String> played(Map<String, String> options, boolean resumes, String... builds)
      throws IOException {
    var names = new ArrayList<String>();
    try (var run = new PlayedRun(folder, options, resumes, builds)) {
      for (var wave : run.run().waves()) {
        run.run().enters(wave);
        PlayedRun.names(PlayedRun.play().started()).forEach(names::add);
      }
    }
    return names;
  }

  @Test
  void theNegativeControlsComeBeforeTheCellsOfItsCase() throws IOException {
    assertThat(played(Map.of("cells", "sample/gullible-one"), "4.3"))
        .containsExactly(RESTART, REPLAY, PlayedRun.cell("gullible-one", "4.3"));
  }

  @Test
  void olderBuildsPlayDetailsIfTheRowIsNamedOrEverythingIsAskedFor() throws IOException {
    var older = PlayedRun.cell("unavailable", "4.2.1");
    var off = Map.of("matrix.controls", "off");

    assertThat(played(off, "4.2.1", "4.3"))
        .contains(PlayedRun.cell("unavailable", "4.3"))
        .doesNotContain(older);
    assertThat(played(Map.of("matrix.controls", "off", "cells", "sample/*"), "4.2.1", "4.3"))
        .contains(older);
    assertThat(played(Map.of("matrix.controls", "off", "matrix.tier", "all"), "4.2.1", "4.3"))
        .contains(older);
  }

  @Test
  void theSelectedCellsCanBeListedWithoutARun() {
    var builds =
        List.of("4.2.1", "4.3").stream()
            .map(v -> new CriuBuild(v, "path", v, "", "", folder, folder))
            .toList();
    var planned =
        new MatrixRunBuilder(
                new Settings(
                    Map.of("cells", "sample/gullible-*", "privilege", PlayedRun.PRIVILEGE)),
                builds,
                List.of(new NoContainer()),
                List.of(LocalHosts.with(folder.resolve("agent"), folder.resolve("scratch"))),
                LocalHosts.isRoot())
            .planning(PlayedRun.cases());

    assertThat(planned.selected())
        .extracting(Cell::id)
        .containsExactlyInAnyOrder(
            PlayedRun.cell("gullible-one", "4.2.1"),
            PlayedRun.cell("gullible-one", "4.3"),
            PlayedRun.cell("gullible-other", "4.2.1"),
            PlayedRun.cell("gullible-other", "4.3"));
  }

  @Test
  void whatHasNoRecordYetIsNotRun() throws IOException {
    try (var run = new PlayedRun(folder, Map.of("cells", "sample/gullible-one"), false, "4.3")) {
      assertThat(run.run().notRun())
          .singleElement()
          .satisfies(missing -> assertThat(missing.toRecord().verdict()).isEqualTo(Verdict.NOT_RUN))
          .satisfies(missing -> assertThat(missing.toRecord().about()).isEqualTo("Believes one."))
          .satisfies(
              missing ->
                  assertThat(missing.toRecord().id())
                      .isEqualTo(PlayedRun.cell("gullible-one", "4.3")));

      PlayedRun.play();

      assertThat(run.run().notRun()).isEmpty();
    }
  }

  @Test
  void eachWaveHasItsCellsAndTheFirstOneTheControls() throws IOException {
    assertThat(played(Map.of("cells", "sample/gullible-one"), "4.2.1", "4.3"))
        .containsExactly(
            RESTART,
            REPLAY,
            PlayedRun.cell("gullible-one", "4.3"),
            PlayedRun.cell("gullible-one", "4.2.1"));
  }

  @Test
  void withoutControlsThereAreCellsAlone() throws IOException {
    assertThat(played(Map.of("cells", "sample/gullible-*", "matrix.controls", "off"), "4.3"))
        .containsExactlyInAnyOrder(
            PlayedRun.cell("gullible-one", "4.3"), PlayedRun.cell("gullible-other", "4.3"));
  }

  @Test
  void buildsTakeTurnsWhereCellsAreRepeated() throws IOException {
    var options = Map.of("cells", "sample/gullible-one", "matrix.repeat", "2");

    assertThat(played(options, "4.2.1", "4.3"))
        .containsExactly(
            RESTART,
            REPLAY,
            PlayedRun.cell("gullible-one", "4.2.1"),
            PlayedRun.cell("gullible-one", "4.3"),
            PlayedRun.cell("gullible-one", "4.2.1") + " attempt 2",
            PlayedRun.cell("gullible-one", "4.3") + " attempt 2");
  }

  @Test
  void everyShardPlaysItsCellsAndTogetherTheyPlayEachOnce() throws IOException {
    var all = played(Map.of("matrix.controls", "off"), "4.2.1", "4.3");
    var parts = new ArrayList<String>();
    for (var shard : List.of("1/3", "2/3", "3/3")) {
      var part = played(Map.of("matrix.controls", "off", "shard", shard), "4.2.1", "4.3");
      assertThat(part).hasSizeLessThan(all.size());
      parts.addAll(part);
    }

    assertThat(all).hasSize(2 * 6 + 1).doesNotHaveDuplicates();
    assertThat(parts).containsExactlyInAnyOrderElementsOf(all);
  }

  /** The first attempt of one build and the second of another are missing. */
  @Test
  void aResumedRunPlaysTheAttemptsThatHaveNoRecord() throws IOException {
    var options = Map.of("cells", "sample/gullible-one", "matrix.repeat", "2");
    played(options, "4.2.1", "4.3");
    var file = folder.resolve("matrix/records.jsonl");
    var lines = Files.readAllLines(file);
    Files.write(file, List.of(lines.get(1), lines.get(2)));

    assertThat(played(options, true, "4.2.1", "4.3"))
        .containsExactly(
            RESTART,
            REPLAY,
            PlayedRun.cell("gullible-one", "4.2.1"),
            PlayedRun.cell("gullible-one", "4.3") + " attempt 2");
    assertThat(Files.readAllLines(file)).hasSize(4);
  }

  @Test
  void aResumedRunWithAllItsRecordsPlaysNoCell() throws IOException {
    var options = Map.of("cells", "sample/honest", "matrix.controls", "off");
    played(options, "4.3");

    assertThat(played(options, true, "4.3")).isEmpty();
  }

  @Test
  void aSelectionOfNoCellIsRefusedWithWhatComesClosest() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> played(Map.of("cells", "sample/honets"), "4.3"))
        .withMessageStartingWith("-Dcells='sample/honets' selects no cell")
        .withMessageContaining("sample/honest");
  }

  private boolean isTriedAgain(Map<String, String> more, String criu) throws IOException {
    return isTriedAgain(more, criu, 1);
  }

  private boolean isTriedAgain(Map<String, String> more, String criu, int attempt)
      throws IOException {
    var options = new TreeMap<>(more);
    options.put("cells", "sample/honest");
    try (var run = new PlayedRun(folder, options, false, "4.2.1", "4.3")) {
      var plan =
          PlayedRun.cases().stream()
              .flatMap(m -> run.run().plans(m).stream())
              .filter(p -> !p.cells().isEmpty())
              .findFirst()
              .orElseThrow();
      var cell =
          plan.cells().stream().filter(c -> c.on(Axis.CRIU).equals(criu)).findFirst().orElseThrow();
      return run.run().isTriedAgain(plan, new Attempt(cell, attempt));
    }
  }

  @Test
  void subChecksAreForTheNewestBuildUnlessAllAreWanted() throws IOException {
    assertThat(isTriedAgain(Map.of(), "4.3")).isTrue();
    assertThat(isTriedAgain(Map.of(), "4.2.1")).isFalse();
    assertThat(isTriedAgain(Map.of("matrix.checks", "all"), "4.2.1")).isTrue();
    assertThat(isTriedAgain(Map.of("matrix.tier", "quick"), "4.3")).isFalse();
  }

  @Test
  void subChecksAreForTheFirstAttempt() throws IOException {
    var options = Map.of("matrix.repeat", "2");
    assertThat(isTriedAgain(options, "4.3", 1)).isTrue();
    assertThat(isTriedAgain(options, "4.3", 2)).isFalse();
  }
}
