package org.criumatrix.criu;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;

/**
 * Calls patchelf, which reads and changes the loader and the libraries of a program.
 *
 * @param command the command that runs patchelf
 */
record Patchelf(List<String> command) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Returns the system's patchelf, if there is one. */
  static Optional<Patchelf> onPath(String path) {
    return Pattern.compile(":")
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "patchelf"))
        .filter(Files::isExecutable)
        .map(file -> new Patchelf(List.of(file.toString())))
        .findFirst();
  }

  /** Returns an unpacked patchelf, which runs by its own loader. */
  static Patchelf unpacked(Path loader, Path libraries, Path program) {
    return new Patchelf(
        List.of(loader.toString(), "--library-path", libraries.toString(), program.toString()));
  }

  /** Returns the file names of the libraries that a program or library needs. */
  List<String> needed(Path file) {
    return run("--print-needed", file.toString()).lines().filter(s -> !s.isBlank()).toList();
  }

  /** Returns the loader of a program: {@code /lib64/ld-linux-x86-64.so.2}. */
  Path interpreter(Path program) {
    return Path.of(run("--print-interpreter", program.toString()).strip());
  }

  /**
   * Sets a program's loader and the folder of its libraries. It sets DT_RPATH, not DT_RUNPATH,
   * because only the former also applies to the libraries' own dependencies.
   */
  void relocate(Path program, Path loader, Path libraries) {
    run("--set-interpreter", loader.toString(), program.toString());
    run("--force-rpath", "--set-rpath", libraries.toString(), program.toString());
  }

  private String run(String... arguments) {
    var argv = Stream.concat(command.stream(), Stream.of(arguments)).toList();
    try {
      var result = LocalCommand.run(LIMIT, Map.of(), argv);
      if (!result.succeeded()) {
        throw new CatalogException(String.join(" ", argv) + " failed: " + result.stderr().strip());
      }
      return result.stdout();
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      throw new CatalogException(e.getMessage(), e);
    }
  }
}
