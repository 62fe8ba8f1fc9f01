package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.criumatrix.debian.Checksum;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.SharedFolders;

/** Builds to test with: their CRIU is a shell script that knows its version. */
final class Builds {

  private Builds() {}

  static CriuBuild named(String version) {
    var folder = Path.of("/cache", version);
    return new CriuBuild(
        version, "debian:sid", version + "-1", "0", "", folder, folder.resolve("criu"));
  }

  static Path script(Path file, String... lines) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    SharedFolders.readable(file, "rwxr-xr-x");
    return file;
  }

  static Path criu(Path file, String version) throws IOException {
    return script(file, "echo Version: " + version);
  }

  /** Returns a build as fetching leaves it in a cache. */
  static Path cached(Path cache, String version, Instant fetched) throws IOException {
    var build = BuildCache.in(cache, Architecture.here()).buildFolder(version + "-1");
    var program = criu(build.resolve("criu"), version);
    Files.createDirectories(build.resolve("lib"));
    Files.writeString(build.resolve("lib/libc.so.6"), "a library");
    new BuildFile(
            version,
            "debian:sid",
            version + "-1",
            "",
            "abc",
            Checksum.sha256(program),
            BuildVerification.sizes(build.resolve("lib")),
            build.toString(),
            fetched.toString(),
            List.of(new BuildFile.Deb("criu", version + "-1", "def")))
        .write(build);
    return build;
  }
}
