package org.criumatrix.repository;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;

/**
 * Calls git on one repository.
 *
 * @param repository a work tree or a bare repository
 */
record Git(Path repository) {

  /** The whole history of CRIU is 30 MB. */
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** A question gets an error, not a prompt that would wait forever. */
  private static final Map<String, String> ENVIRONMENT = Map.of("GIT_TERMINAL_PROMPT", "0");

  /**
   * Returns what git prints.
   *
   * @throws RepositoryException when git is missing or fails
   */
  String ask(String... arguments) {
    var result = run(arguments);
    if (!result.succeeded()) {
      throw new RepositoryException(
          "git %s failed in %s: %s"
              .formatted(String.join(" ", arguments), repository, result.stderr().strip()));
    }
    return result.stdout().strip();
  }

  /** Returns how git ended, if it could be started. */
  LocalCommand.Result run(String... arguments) {
    var argv = new ArrayList<>(List.of("git"));
    // The suite is root and the clone is a user's; git would not read it.
    argv.addAll(List.of("-c", "safe.directory=*", "-C", repository.toString()));
    argv.addAll(List.of(arguments));
    try {
      return LocalCommand.run(LIMIT, ENVIRONMENT, argv);
    } catch (UncheckedIOException e) {
      throw new RepositoryException(e.getMessage() + "; remedy: apt-get install git", e);
    } catch (LocalCommand.TimedOut e) {
      throw new RepositoryException(e.getMessage(), e);
    }
  }
}
