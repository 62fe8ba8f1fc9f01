package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a negative control sees of its subject before it kills it. */
class InternetSocketsTest {

  @TempDir private Path folder;

  private boolean holdsOne(String workload) {
    try (var rigs = new TestRigs(folder, TestRigs.SHORT, false, workload)) {
      var control = new Control(Control.Kind.RESTART);
      rigs.play(control.runtime(), rig -> rig.dump(rig.start(workload)));
      return control.heldAnInternetSocket();
    }
  }

  @Test
  void aListenerHoldsOne() {
    assertThat(holdsOne("listener")).isTrue();
  }

  @Test
  void aPlainProgramHoldsNone() {
    assertThat(holdsOne("simple-c")).isFalse();
  }

  /** Epoll, eventfd and other kernel objects are no sockets. */
  @Test
  void descriptorsOfOtherKindsAreNone() {
    assertThat(holdsOne("events")).isFalse();
  }

  @Test
  void theListsOfTheKernelHaveTheInodeInTheirTenthColumn() {
    var list =
        """
          sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
           0: 0100007F:1F90 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 28931 1 0000
        """;

    assertThat(InternetSockets.inodes(list)).containsExactly("28931");
  }
}
