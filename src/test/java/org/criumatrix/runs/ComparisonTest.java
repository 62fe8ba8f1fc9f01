package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.record.CellRecord;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private static final CellRecord JAVA = Samples.cell("serial/java").works();
  private static final CellRecord TCP = Samples.cell("network/tcp").works();
  private static final CellRecord TCP_FAILS = Samples.cell("network/tcp").fails("dump", "no");

  @Test
  void findsTheOneCellThatIsAnother() {
    var comparison =
        Comparison.of(
            Samples.run("a", JAVA, TCP), Samples.run("b", JAVA, TCP_FAILS), Pairing.BY_ID);

    assertThat(comparison.common()).isEqualTo(2);
    assertThat(comparison.changes()).extracting(Change::cell).containsExactly(TCP.id());
    assertThat(comparison.changes(ChangeKind.REGRESSION)).hasSize(1);
    assertThat(comparison.isWorse()).isTrue();
    assertThat(comparison.differences()).isEmpty();
  }

  @Test
  void whatIsNewGoneOrBetterIsNotWorse() {
    var comparison =
        Comparison.of(Samples.run("a", JAVA, TCP_FAILS), Samples.run("b", TCP), Pairing.BY_ID);

    assertThat(comparison.changes())
        .extracting(Change::kind)
        .containsExactly(ChangeKind.IMPROVEMENT, ChangeKind.GONE);
    assertThat(comparison.isWorse()).isFalse();
  }

  @Test
  void holdsOneBuildAgainstAnother() {
    var run =
        Samples.run(
            "a",
            Samples.cell("serial/java").criu("4.2.1").works(),
            Samples.cell("serial/java").criu("4.1.1").fails("start", "no"),
            Samples.cell("serial/java").criu("4.3").fails("dump", "no"));
    var comparison = Comparison.of(run, run, new Pairing("4.2.1", "4.3"));

    assertThat(comparison.common()).isEqualTo(1);
    assertThat(comparison.changes())
        .singleElement()
        .satisfies(
            c -> {
              assertThat(c.kind()).isEqualTo(ChangeKind.REGRESSION);
              assertThat(c.cell()).isEqualTo(Samples.cell("serial/java").works().id());
            });
  }

  @Test
  void listsHowTheProvenanceOfTheRunsDiffers() {
    var before = Samples.info(Samples.SUITE, 1, Map.of("cells", "serial/*", "matrix.folder", "x"));
    var after =
        Samples.with(
            Samples.info("0.2.0 (abc)", 1, Map.of("matrix.folder", "y")),
            Samples.facts("Xeon"),
            List.of(Samples.build("4.2.1", "aa"), Samples.build("4.3", "cc")));
    var comparison =
        Comparison.of(
            Samples.run("a", before, List.of(JAVA)),
            Samples.run("b", after, List.of(JAVA)),
            Pairing.BY_ID);

    assertThat(comparison.differences())
        .containsExactly(
            new Difference("suite", Samples.SUITE, "0.2.0 (abc)"),
            new Difference("-Dcells", "serial/*", ""),
            new Difference("CRIU 4.3", "4.3-1 of debian:sid, bb", "4.3-1 of debian:sid, cc"),
            new Difference("host local: processor", "EPYC", "Xeon"));
  }

  @Test
  void saysWhenARunDoesNotSayWhatItWas() {
    var comparison =
        Comparison.of(Samples.run("a", null, List.of(JAVA)), Samples.run("b", JAVA), Pairing.BY_ID);

    assertThat(comparison.differences()).containsExactly(new Difference("run.json", "", "there"));
    var unknown = Samples.run("a", null, List.of(JAVA));
    assertThat(Comparison.of(unknown, unknown, Pairing.BY_ID).differences())
        .containsExactly(new Difference("run.json", "", ""));
  }

  private static CellRecord checked(String found) {
    return Samples.cell("serial/java").checked("second-restore", found).works();
  }

  private static Comparison ofChecks(CellRecord before, CellRecord... after) {
    return Comparison.of(Samples.run("a", before), Samples.run("b", after), Pairing.BY_ID);
  }

  @Test
  void aSubCheckThatWorksNoLongerIsWorse() {
    var comparison = ofChecks(checked("works"), checked("fails at restore: no file"));

    assertThat(comparison.checks())
        .containsExactly(
            new CheckChange(
                CheckChange.Kind.FAILS,
                JAVA.id(),
                "second-restore",
                "works",
                "fails at restore: no file"));
    assertThat(comparison.changes()).isEmpty();
    assertThat(comparison.isWorse()).isTrue();
  }

  @Test
  void aSubCheckThatFailsInOneOfSeveralAttemptsFails() {
    var second =
        Samples.cell("serial/java").attempt(2).checked("second-restore", "fails at dump").works();
    var third = Samples.cell("serial/java").attempt(3).checked("second-restore", "works").works();

    assertThat(ofChecks(checked("works"), checked("works"), second, third).isWorse()).isTrue();
    assertThat(ofChecks(checked("works"), checked("works"), third).isWorse()).isFalse();
  }

  @Test
  void aSubCheckThatWorksNowOrFailsOtherwiseIsListedAndNotWorse() {
    var works = ofChecks(checked("fails at restore: no file"), checked("works"));
    var other = ofChecks(checked("fails at restore: no file"), checked("fails at dump: busy"));

    assertThat(works.checks(CheckChange.Kind.WORKS)).hasSize(1);
    assertThat(works.isWorse()).isFalse();
    assertThat(other.checks(CheckChange.Kind.CHANGED)).hasSize(1);
    assertThat(other.isWorse()).isFalse();
  }

  @Test
  void aSubCheckThatFailsAlikeOrThatOneRunDoesNotHaveIsNoChange() {
    var one = checked("fails at restore: process 4711 is there");

    assertThat(ofChecks(one, checked("fails at restore: process 12 is there")).checks()).isEmpty();
    assertThat(ofChecks(one, JAVA).checks()).isEmpty();
    assertThat(ofChecks(JAVA, one).checks()).isEmpty();
  }

  @Test
  void aRunThatWasCutOffIsNotComplete() {
    var whole = Samples.run("a", JAVA, TCP);
    var cutOff = Samples.run("b", Samples.cutOff(2, 1), List.of(JAVA));

    assertThat(Comparison.of(whole, cutOff, Pairing.BY_ID).incomplete()).containsExactly(cutOff);
    assertThat(Comparison.of(cutOff, whole, Pairing.BY_ID).incomplete()).containsExactly(cutOff);
    assertThat(Comparison.of(cutOff, cutOff, Pairing.BY_ID).incomplete()).containsExactly(cutOff);
    assertThat(Comparison.of(whole, whole, Pairing.BY_ID).incomplete()).isEmpty();
  }

  private static CheckedValue value(String before, String after) {
    return new CheckedValue("mask", before, after);
  }

  private static CellRecord object(CheckedValue value) {
    return Samples.cell("objects/affinity").compared("a mask", value).works();
  }

  private static List<ValueChange> values(CheckedValue then, CheckedValue now) {
    var before = Samples.run("a", object(then));
    return Comparison.of(before, Samples.run("b", object(now)), Pairing.BY_ID).values();
  }

  @Test
  void findsValuesThatComeBackDifferently() {
    assertThat(values(value("1", "1"), value("1", "3")))
        .containsExactly(
            new ValueChange(object(value("1", "1")).id(), value("1", "1"), value("1", "3")));
    assertThat(values(value("1", "3"), value("1", "1"))).hasSize(1);
    assertThat(values(value("1", "3"), value("1", "7"))).hasSize(1);
  }

  @Test
  void takesValuesThatWereKeptForAlike() {
    // A PID differs from run to run.
    assertThat(values(value("17", "17"), value("18", "18"))).isEmpty();
    assertThat(values(value("1", "3"), value("1", "3"))).isEmpty();
    assertThat(values(value("on time", "0.7 s late"), value("on time", "0.9 s late"))).isEmpty();
  }
}
