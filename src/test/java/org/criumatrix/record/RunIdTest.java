package org.criumatrix.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class RunIdTest {

  private static final String SUITE = "0.1.0-SNAPSHOT (563c695)";
  private static final String START = "2026-11-22T15:30:00.125Z";
  private static final Map<String, String> MACHINE =
      Map.of("kernel", "6.18.44-fc", "processor", "AMD EPYC");

  private static RunInfo run(
      String suite, String started, Map<String, String> options, Map<String, String> machine) {
    return new RunInfo(
        suite,
        started,
        null,
        options,
        Map.of("local", machine),
        List.of(),
        List.of("a note"),
        3,
        2,
        "00ff");
  }

  private static String id(Map<String, String> options) {
    return RunId.of(run(SUITE, START, options, MACHINE)).text();
  }

  /** Ids are in links of years: a change of how they are made would break them. */
  @Test
  void neverChanges() {
    assertThat(id(Map.of("cells", "serial/*", "shard", "1/2")))
        .isEqualTo("20261122T153000Z-c6eee680");
  }

  @Test
  void differsByWhatTheRunWas() {
    var other = Map.of("kernel", "6.18.45", "processor", "AMD EPYC");
    var intel = Map.of("kernel", "6.18.44-fc", "processor", "Xeon");
    var ids = new LinkedHashSet<String>();
    ids.add(id(Map.of()));
    for (var key :
        Set.of(
            "cells", "criu", "privilege", "runtime", "host", "shard", "matrix.tier", "userland")) {
      ids.add(id(Map.of(key, "1/2")));
    }
    ids.add(RunId.of(run(SUITE, START, Map.of(), other)).text());
    ids.add(RunId.of(run(SUITE, START, Map.of(), intel)).text());
    ids.add(RunId.of(run(SUITE, START.replace("125", "126"), Map.of(), MACHINE)).text());
    ids.add(RunId.of(run("0.2.0", START, Map.of(), MACHINE)).text());

    assertThat(ids).hasSize(13).allMatch(id -> id.startsWith("20261122T153000Z-"));
  }

  @Test
  void doesNotDependOnResultsPlacesOrTheCommitOfTheSuite() {
    var places = Map.of("matrix.folder", "/home/a", "resume", "true", "matrix.file", "/home/a/m");
    var suffix = Map.of("kernel", "6.18.44-mine", "processor", "AMD EPYC", "memory", "1 kB");
    var whole = CellRecords.run(SUITE, 5);

    assertThat(id(places)).isEqualTo(id(Map.of()));
    assertThat(RunId.of(run(SUITE, START, Map.of(), suffix)).text()).isEqualTo(id(Map.of()));
    assertThat(RunId.of(run("0.1.0-SNAPSHOT", START, Map.of(), MACHINE)).text())
        .isEqualTo(id(Map.of()));
    assertThat(RunId.of(whole)).isEqualTo(RunId.of(CellRecords.run(SUITE, 4)));
  }

  /** Redaction changes the path of a build, which can name its owner. */
  @Test
  void doesNotDependOnPathsOfBuilds() {
    assertThat(id(Map.of("criu", "newest path:/home/alice/criu")))
        .isEqualTo(id(Map.of("criu", "newest  path:/home/USER/criu")))
        .isEqualTo(id(Map.of("criu", "newest")));
  }

  @Test
  void namesACellOfTheRun() {
    var id = new RunId("20261122T153000Z-00c0ffee");

    assertThat(id.cell(CellRecords.bare("row/b")))
        .isEqualTo(
            "20261122T153000Z-00c0ffee/row/b[criu=4.3,privilege=root,runtime=none,host=local]");
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {"20261122T153000Z", "20261122T153000Z-00C0FFEE", "../x", "x\n"})
  void anotherFormIsNone(String text) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RunId(text));
  }
}
