package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessTreeTest {

  private static HostProcess process(int pid, int parent) {
    return new HostProcess(pid, parent, pid, pid, 'S', "p" + pid);
  }

  private static final List<HostProcess> ALL =
      List.of(process(5, 4), process(2, 1), process(4, 2), process(3, 2), process(9, 1));

  @Test
  void aTreeIsAProcessAndItsDescendantsTheFirstForemost() {
    assertThat(HostProcess.under(2, ALL)).extracting(HostProcess::pid).containsExactly(2, 4, 3, 5);
    assertThat(HostProcess.under(9, ALL)).extracting(HostProcess::pid).containsExactly(9);
  }

  @Test
  void thereIsNoTreeWithoutItsFirstProcess() {
    assertThat(HostProcess.under(1, ALL)).isEmpty();
    assertThat(HostProcess.under(7, List.of())).isEmpty();
  }
}
