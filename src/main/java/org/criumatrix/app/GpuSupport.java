package org.criumatrix.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.criu.CriuCatalog.Options;
import org.criumatrix.criu.CudaPlugins;
import org.criumatrix.junit.Settings;

/** What is built for GPUs alone: a run without one is not to wait for it. */
final class GpuSupport {

  private static final Path DEVICE = Path.of("/dev/nvidiactl");

  private GpuSupport() {}

  /** There is a GPU, or the user says {@code build}; not where the user says {@code off}. */
  static boolean isWanted(Settings settings) {
    return settings.buildsGpuPlugin(Files.exists(DEVICE)) && settings.setsUp();
  }

  /** CRIU's CUDA plugin for each of the builds that lacks it. */
  static void make(Settings settings, List<CriuBuild> builds, Consumer<String> notes) {
    if (isWanted(settings)) {
      CudaPlugins.make(settings.cache(), Options.fromSystemProperties(), builds, notes);
    }
  }
}
