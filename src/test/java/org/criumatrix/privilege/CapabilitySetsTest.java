package org.criumatrix.privilege;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.matrix.CaseId;
import org.junit.jupiter.api.Test;

class CapabilitySetsTest {

  @Test
  void aCaseThatNeedsMoreHasALineOfItsOwn() {
    assertThat(CapabilitySets.smallest(new CaseId("serial", "simple-c"), "4.2.1"))
        .containsExactlyInAnyOrder("cap_checkpoint_restore", "cap_setpcap");
    assertThat(CapabilitySets.smallest(new CaseId("network", "tcp-one-tree"), "4.2.1"))
        .contains("cap_net_admin");
  }

  @Test
  void aPrivilegeForACaseHasItsSet() {
    var forCase = new Capabilities(java.util.Set.of()).forCase(new CaseId("x", "y"), "4.2.1");
    assertThat(forCase)
        .isEqualTo(Privileges.capabilities(CapabilitySets.smallest(new CaseId("x", "y"), "4.2.1")));
  }
}
