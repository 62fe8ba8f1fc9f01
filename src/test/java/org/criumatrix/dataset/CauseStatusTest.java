package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CauseStatusTest {

  private static SampleEntry java() {
    return SampleEntry.of("serial/java");
  }

  private static CellEntry fails(String criu) {
    return java().criu(criu).fails("a-0001");
  }

  /**
   * @param fixed the first CRIU without the cause; null if there is none
   */
  private static String status(String fixed, CellEntry... cells) {
    var all = List.of(cells);
    var failing = all.stream().filter(c -> c.cause() != null).toList();
    return new CauseStatus(all).of(fixed, failing, new WorksWith(all).builds(failing));
  }

  @Test
  void withoutAFixItIsOpenUntilTheNewestBuildWorks() {
    assertThat(status(null, fails("4.3"))).isEqualTo("open");
    assertThat(status(null, fails("4.2"), java().criu("4.3").works())).isEqualTo("fixed");
    assertThat(status(null, fails("4.3"), java().criu("4.2").works())).isEqualTo("open");
    assertThat(status(null, fails("4.2"), SampleEntry.of("serial/perl").works()))
        .as("the case was not tried with the newest build")
        .isEqualTo("open");
    assertThat(
            status(
                null,
                fails("4.2"),
                java().criu("4.3").works(),
                java().criu("4.3").kernel("6.1").fails("a-0001")))
        .as("it works on one kernel")
        .isEqualTo("open");
    assertThat(status(null, java().works())).as("nothing met it").isEqualTo("open");
  }

  @Test
  void aFixInANewerCriuIsFixedUpstream() {
    assertThat(status("4.4", fails("4.3"))).isEqualTo("fixed upstream");
    assertThat(status("4.10", fails("4.9"), java().criu("4.3").works()))
        .isEqualTo("fixed upstream");
  }

  @Test
  void aFixThatTheNewestBuildHasIsFixed() {
    assertThat(status("4.2", fails("4.1.1"), java().criu("4.3").works())).isEqualTo("fixed");
    assertThat(status("4.2", java().criu("4.3").works())).isEqualTo("fixed");
  }

  @Test
  void whatFailsInABuildWithTheFixIsBack() {
    assertThat(status("4.2", fails("4.1"), fails("4.2"))).isEqualTo("back");
    assertThat(
            status("4.2", java().criu("4.2").older().fails("a-0001"), java().criu("4.2").works()))
        .as("it was so in an older run")
        .isEqualTo("fixed");
  }
}
