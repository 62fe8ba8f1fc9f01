package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.junit.Settings;

/**
 * The suite as a program. {@code mvn verify -Pmatrix} starts it without arguments, with everything
 * in properties; {@code ./criu-matrix} with a command. Its exit codes are those of {@link
 * ExitCode}.
 */
public final class Main {

  /** An exit code that Maven reports itself. */
  private static final int WITHOUT_MESSAGE = 70;

  private Main() {}

  public static void main(String[] args) {
    System.exit(args.length == 0 ? forMaven() : Commands.line().execute(args));
  }

  /**
   * Maven accepts the codes of {@link ExitCode}, and fails with the text of a file if there is one.
   */
  private static int forMaven() {
    var file = Path.of(System.getProperty("matrix.ended", "target/matrix-ended"));
    try {
      Files.deleteIfExists(file);
      var code = matrix();
      if (code != ExitCode.AS_EXPECTED) {
        Files.writeString(file, code.describe());
      }
      return code.code();
    } catch (IOException e) {
      System.err.println("criu-matrix: %s cannot be written: %s".formatted(file, e));
      return WITHOUT_MESSAGE;
    }
  }

  private static ExitCode matrix() {
    if (System.getProperty("matrix.help", "").equals("true")) {
      System.out.print(Settings.help());
      return ExitCode.AS_EXPECTED;
    }
    try {
      return new MatrixCommand(RunOptions.fromProperties(), System.out).run();
    } catch (RuntimeException e) {
      return ErrorReporter.report(e);
    }
  }
}
