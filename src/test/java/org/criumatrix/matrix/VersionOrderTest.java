package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class VersionOrderTest {

  @Test
  void ordersAsPeopleDo() {
    var inOrder = List.of("3.9", "3.17.1", "4.2", "4.2.1", "4.3-rc1", "4.3-rc2", "4.3", "4.10");

    assertThat(inOrder.stream().sorted(VersionOrder.OLDEST_FIRST.reversed()))
        .containsExactly("4.10", "4.3", "4.3-rc2", "4.3-rc1", "4.2.1", "4.2", "3.17.1", "3.9");
  }
}
