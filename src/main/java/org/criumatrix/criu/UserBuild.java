package org.criumatrix.criu;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.debian.Checksum;

/** The user's own build, {@code path:/my/criu}: a program, or a folder that contains one. */
final class UserBuild {

  static final String ORIGIN = "path";
  static final String PREFIX = "path:";

  /** The program's paths in a source tree and in an installation. */
  private static final List<String> PATHS =
      List.of("criu/criu", "sbin/criu", "usr/sbin/criu", "usr/local/sbin/criu", "criu");

  private UserBuild() {}

  /**
   * @param value the value on the axis, {@code path:} and a file's or folder's name
   * @throws IllegalArgumentException when there is no CRIU that runs
   */
  static CriuBuild of(String value) {
    var path = Path.of(value.substring(PREFIX.length())).toAbsolutePath().normalize();
    var program = Files.isDirectory(path) ? inside(path) : path;
    if (!Files.isRegularFile(program) || !Files.isExecutable(program)) {
      throw new IllegalArgumentException(value + ": no program " + program);
    }
    try {
      var version = ProgramVersion.ask(program.toString());
      return new CriuBuild(
          PREFIX + path,
          ORIGIN,
          version.version(),
          Checksum.sha256(program),
          version.gitId(),
          program.getParent(),
          program);
    } catch (CatalogException e) {
      throw new IllegalArgumentException(value + ": " + e.getMessage(), e);
    }
  }

  private static Path inside(Path folder) {
    return PATHS.stream()
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    PREFIX + folder + ": none of " + String.join(", ", PATHS) + " is in it"));
  }
}
