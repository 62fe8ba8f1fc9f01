package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.criumatrix.debian.Checksum;
import org.criumatrix.debian.DebFiles;
import org.criumatrix.debian.DebPackage;
import org.criumatrix.debian.PrivateApt;
import org.criumatrix.debian.UnpackedPackages;
import org.criumatrix.host.LocalFolders;
import org.criumatrix.host.SharedFolders;

/** Makes a build from packages: a program with its own loader and libraries. */
final class BuildMaker {

  static final String PACKAGE = "criu";
  private static final Path PACKAGED_PROGRAM = Path.of("usr/sbin/criu");

  private final BuildCache cache;
  private final PatchelfTool patchelf;

  BuildMaker(BuildCache cache, PatchelfTool patchelf) {
    this.cache = cache;
    this.patchelf = patchelf;
  }

  /**
   * @param debs the package {@code criu} first, then its libraries
   * @return the build's folder
   */
  Path make(PrivateApt apt, CatalogueLine line, List<DebPackage> debs) throws IOException {
    var criu = debs.get(0);
    var target = cache.buildFolder(criu.version());
    var scratch = cache.scratch();
    try {
      var files = DebFiles.fetch(apt, debs, scratch);
      var tool = patchelf.get(apt, line.suite().name());
      var unpacked = UnpackedPackages.unpack(files.files(), scratch.resolve("root"));
      var build = SharedFolders.create(scratch.resolve("build"));
      // The rest of the package stays with the build: plugins, where a release has any, and compel.
      UnpackedPackages.extract(files.file(criu), build.resolve("package"));
      var packaged = build.resolve("package").resolve(PACKAGED_PROGRAM);
      var libraries = build.resolve(BuildVerification.LIBRARIES);
      unpacked.copy(NeededLibraries.of(packaged, unpacked.libraries(), tool), libraries);
      var loader = tool.interpreter(packaged).getFileName();
      var version =
          cache.architecture().isHere()
              ? trial(libraries, loader, packaged, criu)
              : ProgramVersion.ofPackage(criu.version());
      relocate(packaged, build, loader, target, tool);
      describe(version, line, debs, build, target).write(build);
      BuildCache.adopt(build, target);
      return target;
    } finally {
      LocalFolders.remove(scratch);
    }
  }

  /** Runs the program once by its loader, before it is moved to where it finds that itself. */
  private static ProgramVersion trial(Path libraries, Path loader, Path program, DebPackage criu) {
    var version =
        ProgramVersion.ask(
            libraries.resolve(loader).toString(),
            "--library-path",
            libraries.toString(),
            program.toString());
    if (!version.isOf(criu.version())) {
      throw new CatalogException(
          "the program of %s says that it is %s".formatted(criu.pin(), version.version()));
    }
    return version;
  }

  private static void relocate(
      Path packaged, Path build, Path loader, Path target, Patchelf patchelf) throws IOException {
    var program = build.resolve(BuildVerification.PROGRAM);
    Files.copy(packaged, program);
    var libraries = target.resolve(BuildVerification.LIBRARIES);
    patchelf.relocate(program, libraries.resolve(loader), libraries);
    SharedFolders.readable(program, "rwxr-xr-x");
  }

  private static BuildFile describe(
      ProgramVersion version, CatalogueLine line, List<DebPackage> debs, Path build, Path target)
      throws IOException {
    return new BuildFile(
        version.version(),
        line.origin(),
        debs.get(0).version(),
        version.gitId(),
        Checksum.sha256(build.resolve("package").resolve(PACKAGED_PROGRAM)),
        Checksum.sha256(build.resolve(BuildVerification.PROGRAM)),
        BuildVerification.sizes(build.resolve(BuildVerification.LIBRARIES)),
        target.toString(),
        Instant.now().toString(),
        debs.stream()
            .map(deb -> new BuildFile.Deb(deb.name(), deb.version(), deb.sha256()))
            .toList());
  }
}
