package org.criumatrix.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reports why a command cannot continue. */
final class ErrorReporter {

  private ErrorReporter() {}

  /** Prints the error and returns the exit code. */
  static ExitCode of(Exception problem) {
    if (problem instanceof CommandException stop) {
      System.err.println("criu-matrix: " + stop.getMessage());
      return stop.code();
    }
    System.err.println(
        "criu-matrix: the suite itself failed, please report this: " + problem + keep(problem));
    return ExitCode.INTERNAL;
  }

  /** Writes the stack to a file: it helps developers, not the reader of the terminal. */
  private static String keep(Exception problem) {
    var text = new StringWriter();
    problem.printStackTrace(new PrintWriter(text));
    var file = Checkout.folder().resolve(Path.of("target", "matrix", "failure.txt"));
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.toString());
      return " (details in " + file + ")";
    } catch (IOException e) {
      return "\n" + text;
    }
  }
}
