package org.criumatrix.checkpoint.hosting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import org.junit.jupiter.api.Test;

class GrantTest {

  @Test
  void aGrantIsReadFromItsLine() {
    var grant = Grant.of("setpcap");
    var container = HostConfig.newHostConfig();
    grant.applyTo(container);

    assertThat(container.getSecurityOpts()).containsExactly("seccomp=unconfined");
    assertThat(container.getCapDrop()).containsExactly(Capability.ALL);
    assertThat(container.getCapAdd())
        .containsExactly(Capability.CHECKPOINT_RESTORE, Capability.SETPCAP);
    assertThat(grant.apptainer())
        .containsExactly("--no-privs", "--add-caps", "CAP_CHECKPOINT_RESTORE,CAP_SETPCAP");
  }

  @Test
  void theDefaultGrantSetsNoOptions() {
    var container = HostConfig.newHostConfig();
    Grant.of("default").applyTo(container);

    assertThat(container.getSecurityOpts()).isEmpty();
    assertThat(container.getCapDrop()).isEmpty();
    assertThat(container.getCapAdd()).isEmpty();
  }

  @Test
  void anUnknownGrantIsNamedInTheError() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Grant.of("some"))
        .withMessageContaining("some");
  }
}
