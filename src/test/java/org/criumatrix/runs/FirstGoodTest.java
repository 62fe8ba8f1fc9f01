package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.runs.Tries.Try;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class FirstGoodTest {

  private static SampleCell criu(String version) {
    return Samples.cell("serial/java").criu(version);
  }

  private static FirstGood only(CellRecord... records) {
    var found = FirstGood.of(List.of(records));
    assertThat(found).hasSize(1);
    return found.get(0);
  }

  @Test
  void namesTheFirstBuildThatWorksAndTheLastThatFailed() {
    var found =
        only(
            criu("4.10").works(),
            criu("4.3").works(),
            criu("4.2.1").fails("dump", "no"),
            criu("3.17.1").fails("dump", "no"));

    assertThat(found.bad()).map(Try::criu).contains("4.2.1");
    assertThat(found.good()).map(Try::criu).contains("4.3");
  }

  @Test
  void whatWorkedInBetweenDoesNotCount() {
    var found =
        only(
            criu("3.17.1").works(),
            criu("4.1.1").fails("dump", "no"),
            criu("4.2.1").unavailable("no device"),
            criu("4.3").works());

    assertThat(found.bad()).map(Try::criu).contains("4.1.1");
    assertThat(found.good()).map(Try::criu).contains("4.3");
  }

  @Test
  void whatFailsInTheEndHasNone() {
    var found = only(criu("4.2.1").works(), criu("4.3").fails("dump", "no"));

    assertThat(found.good()).isEmpty();
    assertThat(found.bad()).map(Try::criu).contains("4.3");
  }

  @Test
  void whatAlwaysWorkedHasNoBadOne() {
    var found = only(criu("4.2.1").works(), criu("4.3").works());

    assertThat(found.good()).map(Try::criu).contains("4.2.1");
    assertThat(found.bad()).isEmpty();
  }
}
