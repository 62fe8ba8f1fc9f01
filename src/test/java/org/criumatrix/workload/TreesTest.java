package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.host.HostProcess;
import org.junit.jupiter.api.Test;

class TreesTest {

  private static HostProcess process(int pid, int parent) {
    return new HostProcess(pid, parent, pid, pid, 'S', "p" + pid);
  }

  private static final List<HostProcess> ALL =
      List.of(process(5, 4), process(2, 1), process(4, 2), process(3, 2), process(9, 1));

  @Test
  void aTreeIsAProcessAndItsDescendantsTheFirstForemost() {
    assertThat(Trees.under(2, ALL)).extracting(HostProcess::pid).containsExactly(2, 4, 3, 5);
    assertThat(Trees.under(9, ALL)).extracting(HostProcess::pid).containsExactly(9);
  }

  @Test
  void thereIsNoTreeWithoutItsFirstProcess() {
    assertThat(Trees.under(1, ALL)).isEmpty();
    assertThat(Trees.under(7, List.of())).isEmpty();
  }
}
