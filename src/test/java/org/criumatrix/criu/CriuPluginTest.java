package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CriuPluginTest {

  @Test
  void isLookedForWithACachedBuildInASourceTreeAndInAnInstallation() {
    assertThat(CriuPlugin.CUDA.folders(Path.of("/src/criu/criu")))
        .contains("/src/criu/plugins/cuda");
    assertThat(CriuPlugin.CUDA.folders(Path.of("/usr/sbin"))).contains("/usr/lib/criu");
    assertThat(CriuPlugin.CUDA.folders(Path.of("/cache/4.2.1-1")))
        .contains(CriuPlugin.CUDA.folder(Path.of("/cache/4.2.1-1")).toString());
  }

  @Test
  void theReasonForItsWantIsKeptWithTheBuild(@TempDir Path build) throws Exception {
    assertThat(CriuPlugin.CUDA.whyNot(build)).isEmpty();
    CriuPlugin.CUDA.write(build, "no protoc");
    assertThat(CriuPlugin.CUDA.whyNot(build)).contains("no protoc");
    assertThat(CriuPlugin.AMDGPU.whyNot(build)).isEmpty();
    CriuPlugin.CUDA.forgetWhyNot(build);
    assertThat(CriuPlugin.CUDA.whyNot(build)).isEmpty();
  }
}
