package org.criumatrix.debian;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.criumatrix.host.LocalCommand;

/** Installs packages on this machine with its own apt. */
public final class SystemPackages {

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Map<String, String> QUIET = Map.of("DEBIAN_FRONTEND", "noninteractive");

  private SystemPackages() {}

  /** Whether this machine has apt. */
  public static boolean canInstall() {
    return Files.isExecutable(Path.of("/usr/bin/apt-get"));
  }

  /**
   * Installs packages as root.
   *
   * @param notes receives a line for each command that fails
   */
  public static void install(List<String> packages, Consumer<String> notes) {
    try {
      // On a fresh machine the package lists are empty or old.
      apt(List.of("apt-get", "-qq", "update"), notes);
      apt(
          Stream.concat(
                  Stream.of("apt-get", "-qq", "-y", "--no-install-recommends", "install"),
                  packages.stream())
              .toList(),
          notes);
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      notes.accept("not installed: " + e.getMessage());
    }
  }

  private static void apt(List<String> argv, Consumer<String> notes) {
    var result = LocalCommand.run(LIMIT, QUIET, argv);
    if (!result.succeeded()) {
      notes.accept("'%s' failed: %s".formatted(String.join(" ", argv), result.stderr().strip()));
    }
  }

  /** Returns the command with which a user installs the packages. */
  public static String remedy(List<String> packages) {
    return "to have it: sudo apt-get install --no-install-recommends " + String.join(" ", packages);
  }
}
