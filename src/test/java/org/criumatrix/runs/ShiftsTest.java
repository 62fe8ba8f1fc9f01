package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntToDoubleFunction;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Shift.Cause;
import org.junit.jupiter.api.Test;

class ShiftsTest {

  private final List<CellRecord> before = new ArrayList<>();
  private final List<CellRecord> after = new ArrayList<>();

  /** Twenty cells of a build, and how much longer each of them takes. */
  private void build(String criu, IntToDoubleFunction ratio) {
    for (var i = 0; i < 20; i++) {
      before.add(Samples.cell("serial/c" + i).criu(criu).took(20 + i).works());
      after.add(
          Samples.cell("serial/c" + i).criu(criu).took((20 + i) * ratio.applyAsDouble(i)).works());
    }
  }

  private List<Shift> shifts(boolean sameRun) {
    return Shifts.between(seen(before), seen(after), sameRun);
  }

  private static Map<String, CellAttempts> seen(List<CellRecord> records) {
    return CellAttempts.byCell(records, CellRecord::id);
  }

  @Test
  void aBuildThatIsSlowerThanTheOthersIsNamed() {
    build("4.2.1", i -> 1.02);
    build("4.3", i -> 1.6);

    assertThat(shifts(false))
        .hasSize(3)
        .allSatisfy(
            s -> {
              assertThat(s.criu()).isEqualTo("4.3");
              assertThat(s.cause()).isEqualTo(Cause.SLOWER);
              assertThat(s.cells()).isEqualTo(20);
              assertThat(s.ratio()).isBetween(1.59, 1.61);
              assertThat(s.others().orElseThrow()).isBetween(1.01, 1.03);
            });
  }

  @Test
  void aBuildThatIsFasterIsNamedToo() {
    build("4.2.1", i -> 1);
    build("4.3", i -> 0.5);

    assertThat(shifts(true)).isNotEmpty().allMatch(s -> s.cause() == Cause.FASTER);
  }

  @Test
  void whatAllBuildsShareIsTheMachines() {
    build("4.2.1", i -> 1.6);
    build("4.3", i -> 1.7);

    assertThat(shifts(true)).isNotEmpty().allMatch(s -> s.cause() == Cause.MACHINE);
  }

  @Test
  void theOnlyBuildOfTwoRunsCannotBeDistinguishedFromItsMachine() {
    build("4.3", i -> 1.6);

    assertThat(shifts(false)).isNotEmpty().allMatch(s -> s.cause() == Cause.UNKNOWN);
    // Builds paired within one run were on the same machine.
    assertThat(shifts(true)).isNotEmpty().allMatch(s -> s.cause() == Cause.SLOWER);
  }

  /** Ratios of two runs of the same builds, on a machine that was busy with other work. */
  @Test
  void whatABusyMachineDoesIsNoise() {
    double[] old = {.63, .64, .66, .75, .83, .87, .91, .94, .96, 1.18, 1.25, 1.39, 1.59, 1.7, 2.25};
    double[] young = {.58, .58, .66, .69, 1.17, 1.22, 1.23, 1.42, 1.43, 1.47, 1.49, 1.84, 2.5, 3.5};
    build("4.2.1", i -> old[i % old.length]);
    build("4.3", i -> young[i % young.length]);

    assertThat(shifts(false)).isEmpty();
  }

  @Test
  void aFewCellsAreNoise() {
    build("4.2.1", i -> 1);
    build("4.3", i -> i < 5 ? 30 : 1);

    assertThat(shifts(true)).isEmpty();
  }

  @Test
  void cellsThatDoNotAgreeAreNoise() {
    build("4.3", i -> i % 5 < 3 ? 1.5 : 0.6);

    assertThat(shifts(true)).isEmpty();
  }

  @Test
  void lessThanAMillisecondIsNoise() {
    for (var i = 0; i < 20; i++) {
      before.add(Samples.cell("serial/c" + i).took(0.4).works());
      after.add(Samples.cell("serial/c" + i).took(0.9).works());
    }

    assertThat(shifts(true)).isEmpty();
  }

  @Test
  void aBuildIsNotJudgedByFewCells() {
    for (var i = 0; i < Shifts.MIN_CELLS - 1; i++) {
      before.add(Samples.cell("serial/c" + i).took(20).works());
      after.add(Samples.cell("serial/c" + i).took(90).works());
    }

    assertThat(shifts(true)).isEmpty();
  }

  /** One of the few cells of a sweep, repeated. */
  private void sweep(String what, String criu, double ratio) {
    for (var attempt = 1; attempt <= 4; attempt++) {
      for (var size : List.of(1, 16, 128)) {
        var name = "performance/%s-%dm".formatted(what, size);
        before.add(Samples.cell(name).criu(criu).attempt(attempt).took(10 + size).works());
        after.add(Samples.cell(name).criu(criu).attempt(attempt).took((10 + size) * ratio).works());
      }
    }
  }

  @Test
  void aBuildThatIsSlowAtOneThingIsNamedWithIt() {
    for (var what : List.of("memory", "threads", "processes", "descriptors")) {
      sweep(what, "4.2.1", 1);
      sweep(what, "4.3", what.equals("memory") ? 1.4 : 1);
    }

    assertThat(shifts(false))
        .hasSize(3)
        .allSatisfy(
            s -> {
              assertThat(s.about()).isEqualTo("performance/memory");
              assertThat(s.criu()).isEqualTo("4.3");
              assertThat(s.cause()).isEqualTo(Cause.SLOWER);
              assertThat(s.cells()).isEqualTo(12);
            })
        .extracting(Shift::measure)
        .containsExactly(Measure.DUMP, Measure.FROZEN, Measure.RESTORE);
  }

  @Test
  void aStatisticThatTookLongerIsNamed() {
    for (var i = 0; i < 20; i++) {
      before.add(
          Samples.cell("serial/c" + i).criu("4.2.1").statistic("memwrite_time", 9_000).works());
      after.add(
          Samples.cell("serial/c" + i).criu("4.2.1").statistic("memwrite_time", 9_000).works());
      before.add(Samples.cell("serial/c" + i).statistic("memwrite_time", 9_000).works());
      after.add(Samples.cell("serial/c" + i).statistic("memwrite_time", 18_000).works());
    }

    assertThat(shifts(false))
        .singleElement()
        .satisfies(
            s -> {
              assertThat(s.measure()).isEqualTo(Measure.MEMORY_WRITE);
              assertThat(s.before()).isEqualTo(9);
              assertThat(s.after()).isEqualTo(18);
            });
  }
}
