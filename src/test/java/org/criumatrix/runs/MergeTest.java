package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.criumatrix.matrix.Shard;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;
import org.junit.jupiter.api.Test;

class MergeTest {

  private static final List<CellRecord> CELLS =
      IntStream.range(0, 40).mapToObj(i -> Samples.cell("serial/c" + i).works()).toList();

  private static Run shard(int number, int of, Map<String, String> options) {
    var own = CELLS.stream().filter(r -> new Shard(number, of).has(r.id())).toList();
    var all = new TreeMap<>(options);
    all.put("shard", number + "/" + of);
    return Samples.run("s" + number, Samples.info(Samples.SUITE, own.size(), all), own);
  }

  private static Run shard(int number, int of) {
    return shard(number, of, Map.of("cells", "serial/*"));
  }

  private static Run plain(String name, RunInfo info, CellRecord... records) {
    return Samples.run(name, info, Arrays.asList(records));
  }

  private static void refused(List<Run> runs, String... reasons) {
    assertThatExceptionOfType(CannotMerge.class)
        .isThrownBy(() -> Merge.of(runs, false))
        .satisfies(e -> assertThat(e.getMessage()).contains(reasons));
  }

  @Test
  void allShardsAreTheWholeRun() {
    var merged = Merge.of(List.of(shard(2, 3), shard(1, 3), shard(3, 3)), false);

    assertThat(merged.records()).containsExactlyInAnyOrderElementsOf(CELLS);
    assertThat(merged.info().options()).isEqualTo(Map.of("cells", "serial/*"));
    assertThat(merged.info().cellsRecorded()).isEqualTo(40);
    assertThat(merged.info().cellsPlanned()).isEqualTo(40);
    assertThat(merged.info().isWhole()).isTrue();
    assertThat(merged.info().notes())
        .containsExactly("merged from shard 2/3, shard 1/3, shard 3/3");
  }

  @Test
  void aShardThatIsMissingHasToBeAllowed() {
    refused(List.of(shard(1, 3), shard(3, 3)), "missing: shard 2/3; --partial");

    var some = Merge.of(List.of(shard(1, 3), shard(3, 3)), true);
    assertThat(some.info().options()).containsEntry("shard", "1/3 3/3");
    var rest = Samples.run("merged", some.info(), some.records());
    assertThat(Merge.of(List.of(rest, shard(2, 3)), false).records()).hasSize(40);
  }

  @Test
  void shardsHaveToBeOfOneDivision() {
    refused(List.of(shard(1, 2), shard(2, 3)), "different numbers of shards: 1/2 in s1; 2/3 in s2");
    refused(List.of(shard(1, 2), shard(1, 2), shard(2, 2)), "shard 1/2 is there more than once");
    refused(
        List.of(shard(1, 2), shard(2, 2), plain("p", Samples.info(0))),
        "p is no shard, while others are");
    refused(
        List.of(shard(1, 2), shard(2, 2, Map.of("cells", "*"))),
        "different -Dcells: serial/* in s1; * in s2");
  }

  @Test
  void aShardHasNoCellOfAnother() {
    var honest = shard(1, 2);
    var records = new ArrayList<>(honest.records());
    records.set(0, shard(2, 2).records().get(0));

    refused(
        List.of(Samples.run("s1", honest.info().orElseThrow(), records), shard(2, 2)),
        records.get(0).id() + " is not in shard 1/2");
  }

  @Test
  void otherSuitesAndOtherExpectationsAreOtherRuns() {
    var other = Samples.info("0.2.0 (abc)", 0, Map.of());
    var i = Samples.info(0);
    var judgedOtherwise =
        new RunInfo(
            i.suite(),
            i.started(),
            i.ended(),
            i.options(),
            i.hosts(),
            i.criuBuilds(),
            i.notes(),
            0,
            0,
            "beef");

    refused(
        List.of(plain("a", Samples.info(0)), plain("b", other)),
        "different suites: 0.1.0 (563c695) in a; 0.2.0 (abc) in b");
    refused(
        List.of(plain("a", Samples.info(0)), plain("b", judgedOtherwise)),
        "different expectations (matrix.csv): 00ff in a; beef in b");
  }

  @Test
  void oneNameIsOneBuild() {
    var other =
        Samples.with(
            Samples.info(0), Samples.facts("EPYC"), List.of(Samples.build("4.3", "other")));

    refused(List.of(plain("a", Samples.info(0)), plain("b", other)), "CRIU 4.3 is", "in b");
  }

  @Test
  void contradictionsAreRefusedAndRepetitionsAreNot() {
    var works = Samples.cell("serial/java").works();
    var fails = Samples.cell("serial/java").fails("dump", "no");

    refused(
        List.of(Samples.run("a", works), Samples.run("b", fails)),
        works.id() + " has another record in another run");
    var twice = Merge.of(List.of(Samples.run("a", works), Samples.run("b", works)), false);
    assertThat(twice.records()).containsExactly(works);
    assertThat(twice.info().cellsPlanned()).isEqualTo(1);
  }

  @Test
  void aRunHasToHaveWhatItSays() {
    var works = Samples.cell("serial/java").works();

    refused(List.of(plain("a", Samples.info(2), works)), "a has 1 records, and run.json says 2");
    refused(
        List.of(Samples.run("a", Samples.cell("serial/java").criu("9.9").works())),
        "is of a CRIU build that run.json does not have");
    refused(List.of(plain("a", null, works)), "a has no run.json");
  }

  @Test
  void aRunThatWasCutOffHasToBeAllowed() {
    var i = Samples.info(1);
    var cut =
        new RunInfo(
            i.suite(),
            i.started(),
            null,
            i.options(),
            i.hosts(),
            i.criuBuilds(),
            i.notes(),
            5,
            1,
            i.expectations());
    var runs = List.of(plain("a", cut, Samples.cell("serial/java").works()));

    refused(runs, "a was cut off after 1 of 5 cells");
    assertThat(Merge.of(runs, true).info().isWhole()).isFalse();
  }

  @Test
  void machinesWithTheSameNameAreDistinguished() {
    var other = Samples.with(Samples.info(0), Samples.facts("Xeon"), Samples.info(0).criuBuilds());
    var merged = Merge.of(List.of(plain("a", Samples.info(0)), plain("b", other)), false);

    assertThat(merged.info().hosts())
        .containsExactly(
            Map.entry("local", Samples.facts("EPYC")),
            Map.entry("local, in b", Samples.facts("Xeon")));
  }
}
