package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.junit.Settings;

/**
 * The suite as a program. {@code mvn verify -Pmatrix} starts it without arguments and with all
 * options as properties; {@code ./criu-matrix} starts it with a command. The exit codes are those
 * of {@link ExitCode}.
 */
public final class Main {

  /** An exit code for which Maven prints its own message. */
  private static final int WITHOUT_MESSAGE = 70;

  private Main() {}

  public static void main(String[] args) {
    System.exit(args.length == 0 ? forMaven() : Commands.line().execute(args));
  }

  /**
   * Maven accepts the codes of {@link ExitCode}. If a file with a message exists, it fails with
   * that message.
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
