package org.criumatrix.batch.htcondor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobLogTest {

  private static final String TEXT =
      """
      000 (012.000.000) 2026-11-28 04:10:20 Job submitted from host: <127.0.0.1:9618>
      ...
      001 (012.000.000) 2026-11-28 04:10:22 Job executing on host: <127.0.0.1:33001>
      \tSlotName: slot1_1@one
      ...
      004 (012.000.000) 2026-11-28 04:10:40 Job was evicted.
      \t(0) CPU times
      ...
      005 (012.000.000) 2026-11-28 04:10:57 Job terminated.
      \t(0) Abnormal termination (signal 9)
      \t(0) No core file
      ...
      """;

  @Test
  void eventsAreReadInTheirOrder() {
    var log = JobLog.of(TEXT);

    assertThat(log.events()).extracting(JobLog.Event::kind).containsExactly(0, 1, 4, 5);
    assertThat(log.events()).filteredOn(e -> e.kind() == 4).hasSize(1);
    assertThat(log.last(JobLog.TERMINATED).orElseThrow().describe())
        .isEqualTo("Abnormal termination (signal 9)");
    assertThat(log.last(JobLog.HELD)).isEmpty();
  }

  @Test
  void whatIsStillBeingWrittenIsNoEvent() {
    var half = TEXT.substring(0, TEXT.length() - 10);

    assertThat(JobLog.of(half).events()).extracting(JobLog.Event::kind).containsExactly(0, 1, 4);
    assertThat(JobLog.of("").events()).isEmpty();
  }
}
