package org.criumatrix.checkpoint.hosting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.testcontainers.dockerclient.DockerClientProviderStrategy;

class NoEngineOfTheMachineTest {

  @Test
  void theLibraryFindsIt() {
    assertThat(ServiceLoader.load(DockerClientProviderStrategy.class))
        .hasAtLeastOneElementOfType(NoEngineOfTheMachine.class);
  }
}
