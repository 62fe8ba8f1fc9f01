package org.criumatrix.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.junit.Settings;

/**
 * The suite as a program: {@code mvn verify -Pmatrix} starts it. Its exit codes are those of {@link
 * ExitCode}.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(run().code());
  }

  private static ExitCode run() {
    if (System.getProperty("matrix.help", "").equals("true")) {
      System.out.print(Settings.help());
      return ExitCode.AS_EXPECTED;
    }
    try {
      return new MatrixCommand(settings(), System.out).run();
    } catch (Stop e) {
      System.err.println("criu-matrix: " + e.getMessage());
      return e.code();
    } catch (RuntimeException e) {
      System.err.println(
          "criu-matrix: the suite itself failed, please report this: " + e + keep(e));
      return ExitCode.INTERNAL;
    }
  }

  private static Settings settings() {
    try {
      return Settings.fromProperties();
    } catch (IllegalArgumentException e) {
      throw new Stop(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  /** The stack goes to a file: it helps whoever mends it, not whoever reads the terminal. */
  private static String keep(RuntimeException problem) {
    var text = new StringWriter();
    problem.printStackTrace(new PrintWriter(text));
    var file = Path.of("target", "matrix", "failure.txt");
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text.toString());
      return " (details in " + file + ")";
    } catch (java.io.IOException e) {
      return "\n" + text;
    }
  }
}
