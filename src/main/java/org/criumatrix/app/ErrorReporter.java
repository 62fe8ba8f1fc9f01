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
  static ExitCode report(Exception problem) {
    if (problem instanceof CommandException expected) {
      System.err.println("criu-matrix: " + expected.getMessage());
      return expected.code();
    }
    System.err.println(
        "criu-matrix: the suite itself failed, please report this: "
            + problem
            + writeStackTrace(problem));
    return ExitCode.INTERNAL;
  }

  /** Writes the stack trace to a file: developers need it, users do not. */
  private static String writeStackTrace(Exception problem) {
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
