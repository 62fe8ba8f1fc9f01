package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProcessStatTest {

  private static final String REST = " 41 40 39 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 3 0 123456 0 0 0";

  @Test
  void aNameMayHaveSpacesBracketsAndControlCharacters() {
    var stat = ProcessStat.of("42 (a) S 7 \u001b[2J(b) S" + REST).orElseThrow();

    assertThat(stat)
        .isEqualTo(new ProcessStat(42, "a) S 7 ?[2J(b", 'S', 41, 39, 4194304, 3, 123456));
    assertThat(stat.describe()).isEqualTo("process 42 (a) S 7 ?[2J(b)");
  }

  @Test
  void knowsThreadsOfTheKernelByTheirFlag() {
    assertThat(ProcessStat.of("2 (kthreadd) S 0 0 0 0 -1 2129984 0 0 0 0 0 0 0 0 20 0 1 0 9 0"))
        .get()
        .matches(ProcessStat::isKernelThread);
    assertThat(ProcessStat.of("42 (a) S" + REST)).get().matches(s -> !s.isKernelThread());
  }

  @Test
  void aProcessRunsAsLongAsOneOfItsThreads() {
    assertThat(ProcessStat.of("42 (a) Z" + REST)).get().matches(s -> !s.hasEnded());
    assertThat(ProcessStat.of("42 (a) Z" + REST.replace(" 3 0 1", " 1 0 1")))
        .get()
        .matches(ProcessStat::hasEnded);
    assertThat(ProcessStat.of("42 (a) S" + REST.replace(" 3 0 1", " 1 0 1")))
        .get()
        .matches(s -> !s.hasEnded());
  }

  @Test
  void aLineThatWasCutOffIsNone() {
    assertThat(ProcessStat.of("42 (a) S 1 2 3")).isEmpty();
    assertThat(ProcessStat.of("")).isEmpty();
  }
}
