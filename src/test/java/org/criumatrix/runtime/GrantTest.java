package org.criumatrix.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class GrantTest {

  @Test
  void isReadFromItsLine() {
    var grant = Grant.of("setpcap");

    assertThat(grant.engines())
        .containsExactly(
            "--security-opt",
            "seccomp=unconfined",
            "--cap-drop",
            "ALL",
            "--cap-add",
            "CHECKPOINT_RESTORE",
            "--cap-add",
            "SETPCAP");
    assertThat(grant.apptainer())
        .containsExactly("--no-privs", "--add-caps", "CAP_CHECKPOINT_RESTORE,CAP_SETPCAP");
  }

  @Test
  void whatAnEngineGivesUnaskedIsAskedForByNothing() {
    assertThat(Grant.of("default").engines()).isEmpty();
  }

  @Test
  void anUnknownOneIsNamed() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grant.of("some"))
        .withMessageContaining("some");
  }
}
