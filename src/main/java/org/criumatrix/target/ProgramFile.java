package org.criumatrix.target;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Finds the program that a user means by the first word of a command. */
public final class ProgramFile {

  private ProgramFile() {}

  /**
   * Returns the path of a program: a word with a slash as it is, any other from PATH. Empty if
   * there is none that may be executed.
   */
  public static Optional<String> find(String word) {
    return word.contains("/")
        ? Optional.of(word).filter(ProgramFile::isProgram)
        : Programs.onPath().find(word).map(Path::toString);
  }

  private static boolean isProgram(String file) {
    return Files.isExecutable(Path.of(file)) && !Files.isDirectory(Path.of(file));
  }
}
