package org.criumatrix.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CudaPlugins;
import org.criumatrix.junit.Settings;
import org.criumatrix.source.CommitBuilds;

/** Builds what is only needed on machines with a GPU. */
final class GpuSupport {

  private static final Path DEVICE = Path.of("/dev/nvidiactl");

  private GpuSupport() {}

  /** Whether CRIU's CUDA plugin is built: by default, if the machine has a GPU. */
  static boolean isWanted(Settings settings) {
    return settings.buildsGpuPlugin(Files.exists(DEVICE)) && settings.setsUp();
  }

  /** Builds CRIU's CUDA plugin for each build that lacks it. */
  static void make(
      Settings settings,
      List<CriuBuild> builds,
      Optional<CommitBuilds> commits,
      Consumer<String> notes) {
    if (isWanted(settings)) {
      CudaPlugins.make(
          settings.cache(),
          Options.fromSystemProperties(),
          builds,
          build -> CriuBuilds.release(build.version(), commits),
          notes);
    }
  }
}
