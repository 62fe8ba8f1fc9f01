package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.junit.jupiter.api.Test;

class ChangesTest {

  private static SampleEntry java() {
    return SampleEntry.of("serial/java");
  }

  private static List<Change> changes(CellEntry... cells) {
    return Changes.of(List.of(cells), SampleFacts.MACHINES, SampleFacts.RUNS);
  }

  @Test
  void neighbouringBuildsAreCompared() {
    var changes =
        changes(
            java().criu("4.10").fails("b-0002"),
            java().criu("3.17.1").fails("a-0001"),
            java().criu("4.3").works(),
            java().criu("4.2.1").works());

    assertThat(changes)
        .extracting(Change::along, Change::from, Change::to, Change::direction, Change::cause)
        .containsExactly(
            tuple("criu", "3.17.1", "4.2.1", "better", "a-0001"),
            tuple("criu", "4.3", "4.10", "worse", "b-0002"));
    assertThat(changes.get(0))
        .extracting(Change::before, Change::phaseBefore, Change::after, Change::phaseAfter)
        .containsExactly("fails", "dump", "works", null);
    assertThat(changes.get(0).criu()).isNull();
    assertThat(changes.get(0).kernel()).isEqualTo("6.18.1");
    assertThat(changes.get(0).cells())
        .containsExactly(java().criu("3.17.1").works().id(), java().criu("4.2.1").works().id());
  }

  @Test
  void anotherPhaseOrCauseIsAChangeButNeitherBetterNorWorse() {
    assertThat(
            changes(
                java().criu("4.1").fails("dump", "a-0001", "e"),
                java().criu("4.2").fails("restore", "a-0001", "e"),
                java().criu("4.3").fails("restore", "b-0002", "e"),
                java().criu("4.4").fails("restore", "b-0002", "another error")))
        .extracting(Change::to, Change::direction)
        .containsExactly(tuple("4.2", "other"), tuple("4.3", "other"));
  }

  @Test
  void whatIsLeftOnTheHostIsNotWorse() {
    var left = "left in the firewall: table inet CRIU-7";
    assertThat(
            changes(
                java().criu("4.1").works(),
                java().criu("4.2").fails("clean", "a-0001", left),
                java().criu("4.3").fails("dump", "b-0002", "e")))
        .extracting(Change::to, Change::direction)
        .containsExactly(tuple("4.2", "other"), tuple("4.3", "worse"));
  }

  @Test
  void aMountThatSomebodyElseUnmountsIsNoChange() {
    var gone = "gone: a mount, /var/cache/criu-matrix/boxes/unfinished/root/dev/pts";
    assertThat(
            changes(java().criu("4.2").works(), java().criu("4.3").fails("clean", "a-0001", gone)))
        .isEmpty();
  }

  @Test
  void whatDiffersInMoreThanTheBuildIsNotCompared() {
    assertThat(
            changes(
                java().criu("4.2").fails("a-0001"),
                java().privilege("capabilities").works(),
                java().on(SampleFacts.WEAK).kernel("6.1").criu("4.1").works(),
                SampleEntry.of("serial/perl").works(),
                java().in(SampleFacts.SENT).works(),
                java().criu("4.1").unavailable("no Java")))
        .isEmpty();
  }

  @Test
  void kernelsAreComparedAcrossMachines() {
    var changes =
        changes(
            java().kernel("6.9.1").host("vm:trixie").on(SampleFacts.WEAK).works(),
            java().kernel("6.10.0").fails("a-0001"));

    assertThat(changes)
        .extracting(Change::along, Change::from, Change::to, Change::direction, Change::host)
        .containsExactly(tuple("kernel", "6.9.1", "6.10.0", "worse", "machine"));
    assertThat(changes.get(0).machine()).isNull();
    assertThat(changes.get(0).criu()).isEqualTo("4.3");
  }

  @Test
  void runsAreComparedWhereTheResultChanged() {
    var changes =
        changes(
            java().in("20260101T000000Z-00000001", SampleEntry.RUN).older().works(),
            java().in(SampleFacts.LATER).fails("a-0001"));

    assertThat(changes)
        .extracting(Change::along, Change::from, Change::to, Change::direction)
        .containsExactly(tuple("run", SampleEntry.RUN, SampleFacts.LATER, "worse"));
  }
}
