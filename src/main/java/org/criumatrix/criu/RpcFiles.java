package org.criumatrix.criu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a CRIU build has for programs that call it by RPC, which are the files of the distribution's
 * packages for developers.
 *
 * @param proto the description of requests and responses, {@code rpc.proto}
 * @param library the C library for such programs, {@code libcriu.so.2}
 */
public record RpcFiles(Optional<Path> proto, Optional<Path> library) {

  /** The folder of a cached build that has them; it is empty if the distribution has none. */
  static final String FOLDER = "proto";

  static final String PROTO = "rpc.proto";
  static final String LIBRARY = "libcriu.so.2";

  /**
   * Finds the files of a build. The user's own build has them in its source tree or next to its
   * installation.
   */
  public static RpcFiles of(CriuBuild build) {
    var folder = build.folder();
    return new RpcFiles(
        first(
            folder.resolve(FOLDER).resolve(PROTO),
            folder.resolveSibling("images").resolve(PROTO),
            folder.resolveSibling("include/criu").resolve(PROTO)),
        first(
            folder.resolve(FOLDER).resolve(LIBRARY),
            folder.resolveSibling("lib/c").resolve(LIBRARY),
            folder.resolveSibling("lib").resolve(LIBRARY)));
  }

  /** Returns whether the archive was already asked for the files of a cached build. */
  static boolean wereFetched(Path build) {
    return Files.isDirectory(build.resolve(FOLDER));
  }

  private static Optional<Path> first(Path... files) {
    return Stream.of(files).filter(Files::isRegularFile).findFirst();
  }
}
