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
 * patchelf: reads and changes which loader and libraries a program asks for.
 *
 * @param command what runs it
 */
record Patchelf(List<String> command) {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** The system's own, if it has one. */
  static Optional<Patchelf> onPath(String path) {
    return Pattern.compile(":")
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, "patchelf"))
        .filter(Files::isExecutable)
        .map(file -> new Patchelf(List.of(file.toString())))
        .findFirst();
  }

  /** One that was unpacked and runs by its own loader. */
  static Patchelf unpacked(Path loader, Path libraries, Path program) {
    return new Patchelf(
        List.of(loader.toString(), "--library-path", libraries.toString(), program.toString()));
  }

  /** The file names of the libraries that a program or library asks for. */
  List<String> needed(Path file) {
    return run("--print-needed", file.toString()).lines().filter(s -> !s.isBlank()).toList();
  }

  /** The loader that a program asks for: {@code /lib64/ld-linux-x86-64.so.2}. */
  Path interpreter(Path program) {
    return Path.of(run("--print-interpreter", program.toString()).strip());
  }

  /**
   * Makes a program ask for a loader and for libraries in a folder. DT_RPATH, not DT_RUNPATH: only
   * the former also serves what the libraries ask for.
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
