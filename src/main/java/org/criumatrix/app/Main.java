package org.criumatrix.app;

import org.criumatrix.junit.Settings;

/**
 * The suite as a program. {@code mvn verify -Pmatrix} starts it without a word, with everything in
 * properties; {@code ./criu-matrix} with a command. Its exit codes are those of {@link ExitCode}.
 */
public final class Main {

  private Main() {}

  public static void main(String[] args) {
    System.exit(args.length == 0 ? matrix().code() : Commands.line().execute(args));
  }

  private static ExitCode matrix() {
    if (System.getProperty("matrix.help", "").equals("true")) {
      System.out.print(Settings.help());
      return ExitCode.AS_EXPECTED;
    }
    try {
      return MatrixCommand.fromProperties(System.out).run();
    } catch (RuntimeException e) {
      return LastWords.of(e);
    }
  }
}
