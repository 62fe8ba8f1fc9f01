package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.criumatrix.debian.DebFiles;
import org.criumatrix.debian.PrivateApt;
import org.criumatrix.debian.UnpackedPackages;
import org.criumatrix.host.LocalFolders;

/** Gets patchelf once: the system's, or the distribution's package, unpacked in the cache. */
final class PatchelfTool {

  private static final String PACKAGE = "patchelf";

  private final BuildCache cache;
  private Optional<Patchelf> known = Patchelf.onPath(System.getenv().getOrDefault("PATH", ""));

  PatchelfTool(BuildCache cache) {
    this.cache = cache;
  }

  /** Returns patchelf. Several suites are fetched at a time and share it. */
  synchronized Patchelf get(PrivateApt apt, String suite) throws IOException {
    var target = cache.tool(PACKAGE);
    if (known.isEmpty()) {
      known = in(target);
    }
    if (known.isEmpty()) {
      if (!cache.architecture().isHere()) {
        throw new CatalogException("there is no patchelf here; remedy: apt-get install patchelf");
      }
      fetch(apt, suite, target);
      known = in(target);
    }
    return known.orElseThrow(() -> new CatalogException("the package patchelf holds no loader"));
  }

  private void fetch(PrivateApt apt, String suite, Path target) throws IOException {
    var scratch = cache.scratch();
    var debs = DebFiles.fetch(apt, apt.resolve(PACKAGE, suite), scratch);
    var root = scratch.resolve("root");
    var unpacked = UnpackedPackages.unpack(debs.files(), root);
    var tool = scratch.resolve("tool");
    unpacked.copy(unpacked.libraries().keySet(), tool.resolve(BuildVerification.LIBRARIES));
    Files.copy(root.resolve("usr/bin/patchelf"), tool.resolve(PACKAGE));
    BuildCache.adopt(tool, target);
    LocalFolders.remove(scratch);
  }

  private static Optional<Patchelf> in(Path target) throws IOException {
    var libraries = target.resolve(BuildVerification.LIBRARIES);
    if (!Files.isDirectory(libraries)) {
      return Optional.empty();
    }
    try (var loaders = Files.newDirectoryStream(libraries, "{ld-linux*,ld64,ld-}.so.*")) {
      for (var loader : loaders) {
        return Optional.of(Patchelf.unpacked(loader, libraries, target.resolve(PACKAGE)));
      }
    }
    return Optional.empty();
  }
}
