package org.criumatrix.account;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessorTimeTest {

  @Test
  void theTimeOfChildrenStandsBehindACommandOfAnyName() {
    var stat = "7 (a) b (c) S 1 7 7 0 -1 4 90 80 0 0 11 12 250 50 20 0 1 0 5 9 9";

    assertThat(ProcessorTime.children(stat)).isEqualTo(3000);
  }

  @Test
  void thisJvmHasUsedSome() {
    assertThat(ProcessorTime.ms()).containsOnlyKeys("suite", "programs");
    assertThat(ProcessorTime.ms().get("suite")).isPositive();
  }
}
