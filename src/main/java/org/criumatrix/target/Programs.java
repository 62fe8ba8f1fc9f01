package org.criumatrix.target;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.host.LocalCommand;

/**
 * Calls the programs of this machine that know containers and jobs.
 *
 * @param folders where they are, as in PATH
 */
record Programs(List<Path> folders) {

  /** A daemon that works answers within a second. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  static Programs onPath() {
    var path = Optional.ofNullable(System.getenv("PATH")).orElse("/usr/bin:/bin");
    return new Programs(
        Arrays.stream(path.split(":")).filter(f -> f.startsWith("/")).map(Path::of).toList());
  }

  Optional<Path> find(String program) {
    return folders.stream()
        .map(folder -> folder.resolve(program))
        .filter(file -> Files.isRegularFile(file) && Files.isExecutable(file))
        .findFirst();
  }

  /**
   * Runs a program to its end.
   *
   * @param argv the program's name and its arguments
   */
  Reply ask(List<String> argv) {
    var program = find(argv.get(0));
    if (program.isEmpty()) {
      return Reply.failed("no program " + argv.get(0));
    }
    var call = new ArrayList<>(argv);
    call.set(0, program.get().toString());
    try {
      var result = LocalCommand.run(LIMIT, Map.of(), call);
      return new Reply(result.stdout(), result.stderr());
    } catch (LocalCommand.TimedOut e) {
      return Reply.failed("no answer within %d s".formatted(LIMIT.toSeconds()));
    } catch (UncheckedIOException e) {
      return Reply.failed(e.getMessage());
    }
  }

  /** What a program printed, or why it could not be called. */
  record Reply(String stdout, String stderr) {

    private static Reply failed(String why) {
      return new Reply("", why);
    }

    /** Returns everything, for a comparison with known complaints. */
    String text() {
      return (stderr + "\n" + stdout).strip();
    }
  }
}
