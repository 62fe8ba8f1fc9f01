package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.criumatrix.debian.ArchiveException;
import org.criumatrix.debian.DebFiles;
import org.criumatrix.debian.DebPackage;
import org.criumatrix.debian.PrivateApt;
import org.criumatrix.debian.UnpackedPackages;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.SharedFolders;

/** Adds to a build the files for programs that call it by RPC, see {@link RpcFiles}. */
record RpcFetch(PrivateApt apt, BuildCache cache) {

  /** The package for developers; its library is in a package of the same version. */
  private static final String PACKAGE = "libcriu-dev";

  private static final Path PROTO = Path.of("usr/include/criu").resolve(RpcFiles.PROTO);

  /**
   * Adds the files to a build that lacks them.
   *
   * @param version the version of the package {@code criu}, which the files must have
   * @throws ArchiveException if the archive cannot be reached; one without the package is no error
   */
  void into(Path build, CatalogueLine line, String version) throws IOException {
    var scratch = cache.scratch();
    try {
      var finished = SharedFolders.create(scratch.resolve(RpcFiles.FOLDER));
      var debs = packages(line, version);
      if (!debs.isEmpty()) {
        var files = DebFiles.fetch(apt, debs, scratch);
        var root = scratch.resolve("root");
        var unpacked = UnpackedPackages.unpack(files.files(), root);
        copy(root.resolve(PROTO), finished.resolve(RpcFiles.PROTO));
        unpacked.copy(Set.of(RpcFiles.LIBRARY), finished);
      }
      BuildCache.adopt(finished, build.resolve(RpcFiles.FOLDER));
    } finally {
      LocalFolders.remove(scratch);
    }
  }

  private List<DebPackage> packages(CatalogueLine line, String version) {
    try {
      return apt.resolve(PACKAGE, line.suite().name()).stream()
          .filter(deb -> deb.version().equals(version))
          .toList();
    } catch (ArchiveException e) {
      if (e.isAbsent()) {
        return List.of();
      }
      throw e;
    }
  }

  private static void copy(Path file, Path copy) throws IOException {
    Files.copy(file, copy);
    SharedFolders.readable(copy, "rw-r--r--");
  }
}
