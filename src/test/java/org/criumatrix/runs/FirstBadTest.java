package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Tries.Try;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class FirstBadTest {

  private static SampleCell criu(String version) {
    return Samples.cell("serial/java").criu(version);
  }

  private static FirstBad only(CellRecord... records) {
    var found = FirstBad.of(List.of(records));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void namesTheFirstBuildThatFailsAndTheLastThatWorked() {
    var found =
        only(
            criu("4.10").fails("dump", "no"),
            criu("4.3").fails("dump", "no"),
            criu("4.2.1").works(),
            criu("3.17.1").works());

    assertThat(found.tries().where()).isEqualTo("host=local");
    assertThat(found.tries().tried())
        .extracting(Try::criu)
        .containsExactly("3.17.1", "4.2.1", "4.3", "4.10");
    assertThat(found.good()).map(Try::criu).contains("4.2.1");
    assertThat(found.bad()).map(Try::criu).contains("4.3");
  }

  @Test
  void whatNeverWorkedHasNoLastGoodOne() {
    var found = only(criu("4.2.1").fails("dump", "no"), criu("4.3").fails("dump", "no"));

    assertThat(found.good()).isEmpty();
    assertThat(found.bad()).map(Try::criu).contains("4.2.1");
    assertThat(only(criu("4.2.1").works(), criu("4.3").works()).bad()).isEmpty();
  }

  @Test
  void whatWasFixedAndBrokeAgainIsFound() {
    var found =
        only(
            criu("3.17.1").fails("dump", "no"),
            criu("4.2.1").works(),
            criu("4.3").fails("dump", "no"));

    assertThat(found.bad()).map(Try::criu).contains("4.3");
  }

  @Test
  void unsteadyAndUnavailableOnesSayNothing() {
    var found =
        only(
            criu("4.1.1").works(),
            criu("4.2.1").works(),
            criu("4.2.1").attempt(2).judged(Judgement.REGRESSION).fails("dump", "no"),
            criu("4.2.9").unavailable("no device"),
            criu("4.3").fails("dump", "no"));

    assertThat(found.good()).map(Try::criu).contains("4.1.1");
    assertThat(found.bad()).map(Try::criu).contains("4.3");
    assertThat(found.tries().tried()).hasSize(4);
  }

  @Test
  void namesTheFirstKernelToo() {
    var found =
        FirstBad.of(
            List.of(
                criu("4.1.1").on("vm:trixie", "6.12.9").works(),
                criu("4.1.1").on("vm:sid", "7.2.1").fails("dump", "no"),
                criu("4.3").on("vm:trixie", "6.12.9").works(),
                criu("4.3").on("vm:sid", "7.2.1").works()));

    assertThat(found)
        .extracting(line -> line.tries().where())
        .containsExactly("host=vm:sid", "host=vm:trixie", "criu=4.1.1", "criu=4.3");
    assertThat(found.stream().filter(f -> f.good().isPresent()))
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.tries().where()).isEqualTo("criu=4.1.1");
              assertThat(f.bad()).map(Try::kernel).contains("7.2.1");
            });
  }
}
