package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Names of callers, as options and records have them. */
class CallerTest {

  @Test
  void onlyTheCommandLineIsNoOptionOfADump() {
    assertThat(Caller.COMMAND.option()).isEmpty();
    assertThat(Caller.SWRK.option()).contains("caller=swrk");
  }

  @Test
  void isFoundByItsName() {
    assertThat(Caller.find("service")).contains(Caller.SERVICE);
    assertThat(Caller.find("SERVICE")).isEmpty();
    assertThat(Caller.names()).isEqualTo("command, swrk, service, libcriu");
  }
}
