package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.debian.Checksum;
import org.criumatrix.host.Architecture;

/** Verifies that a cached build is unchanged. */
final class BuildVerification {

  static final String PROGRAM = "criu";
  static final String LIBRARIES = "lib";

  private BuildVerification() {}

  /** Returns file names and sizes in bytes. */
  static Map<String, Long> sizes(Path libraries) throws IOException {
    var sizes = new TreeMap<String, Long>();
    try (var files = Files.newDirectoryStream(libraries)) {
      for (var file : files) {
        sizes.put(file.getFileName().toString(), Files.size(file));
      }
    }
    return sizes;
  }

  /**
   * A verified build.
   *
   * @param fetched when it was fetched, ISO 8601
   */
  record Verified(CriuBuild build, String fetched) {}

  /**
   * Verifies a build.
   *
   * @param architecture of the program, which is asked for its version if that is this machine's
   * @throws IOException when its description cannot be read
   * @throws CatalogException when it is damaged, was moved or does not run
   */
  static Verified of(Path folder, Architecture architecture) throws IOException {
    var file = BuildFile.read(folder);
    if (!folder.toString().equals(file.folder())) {
      throw new CatalogException("it was made to run in " + file.folder());
    }
    var program = folder.resolve(PROGRAM);
    if (!Checksum.sha256(program).equals(file.programSha256())) {
      throw new CatalogException("its program is not the one that was put there");
    }
    if (!sizes(folder.resolve(LIBRARIES)).equals(file.libraries())) {
      throw new CatalogException("its libraries are not those that were put there");
    }
    if (architecture.isHere()) {
      verifyVersion(program, file.version());
    }
    return new Verified(
        new CriuBuild(
            file.version(),
            file.origin(),
            file.packageVersion(),
            file.packagedSha256(),
            file.gitId(),
            folder,
            program),
        file.fetched());
  }

  private static void verifyVersion(Path program, String version) {
    var actual = ProgramVersion.ask(program.toString());
    if (!actual.version().equals(version)) {
      throw new CatalogException("it says that it is CRIU " + actual.version());
    }
  }
}
