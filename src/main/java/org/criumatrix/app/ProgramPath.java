package org.criumatrix.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds a program as the user's shell would. */
final class ProgramPath {

  private ProgramPath() {}

  /**
   * @throws CommandException if there is no such program
   */
  static String of(String word) {
    if (word.contains("/")) {
      if (Files.isExecutable(Path.of(word)) && !Files.isDirectory(Path.of(word))) {
        return word;
      }
      throw new CommandException(
          ExitCode.USAGE, "there is no program %s, or it may not be executed".formatted(word));
    }
    for (var folder : Optional.ofNullable(System.getenv("PATH")).orElse("").split(":")) {
      var file = Path.of(folder, word);
      if (Files.isExecutable(file) && !Files.isDirectory(file)) {
        return file.toString();
      }
    }
    throw new CommandException(ExitCode.USAGE, "there is no program %s on PATH".formatted(word));
  }
}
