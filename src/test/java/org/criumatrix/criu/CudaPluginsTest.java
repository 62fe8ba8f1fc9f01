package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CriuCatalog.Refresh;
import org.criumatrix.host.Architecture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The archive of these tests has no keyring, so no source package can be fetched. */
class CudaPluginsTest {

  @TempDir Path folder;
  private final List<String> notes = new ArrayList<>();

  private CriuBuild packaged() throws Exception {
    var build = Builds.cached(folder.resolve("cache"), "4.3", Instant.EPOCH);
    return BuildVerification.of(build, Architecture.here()).build();
  }

  private CriuBuild ofClone() throws Exception {
    var build = folder.resolve("clone");
    Files.createDirectories(build.resolve("plugins/cuda"));
    return new CriuBuild(
        "git:v4.3", "git", "4.3", "", "v4.3-0-g0123", build, build.resolve("criu"));
  }

  private void make(CriuBuild build, Function<CriuBuild, Optional<CriuBuild>> fromClone) {
    var none = Optional.of(folder.resolve("no-keyring.gpg"));
    var useless = new Options(Refresh.AUTO, Optional.of("http://127.0.0.1:9/debian"), none);
    CudaPlugins.make(folder.resolve("cache"), useless, List.of(build), fromClone, notes::add);
  }

  @Test
  void takesThePluginOfTheSameReleaseFromAClone() throws Exception {
    var build = packaged();
    var other = ofClone();
    Files.writeString(other.folder().resolve("plugins/cuda/cuda_plugin.so"), "a plugin");

    make(build, b -> Optional.of(other));

    assertThat(build.folder().resolve("plugins/cuda/cuda_plugin.so")).hasContent("a plugin");
    assertThat(build.folder().resolve("plugins/cuda/source")).content().contains("v4.3-0-g0123");
    assertThat(CriuPlugin.CUDA.whyNot(build.folder())).isEmpty();
  }

  @Test
  void saysWhyThereIsNoneAnywhere() throws Exception {
    var build = packaged();
    var other = ofClone();

    make(build, b -> Optional.empty());
    assertThat(CriuPlugin.CUDA.whyNot(build.folder()).orElseThrow()).contains("has no CUDA plugin");
    make(build, b -> Optional.of(other));
    assertThat(CriuPlugin.CUDA.whyNot(build.folder()).orElseThrow())
        .contains("git:v4.3 has no CUDA plugin");
  }
}
