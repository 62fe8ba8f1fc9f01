package org.criumatrix.app;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * A command as a user called it. Tests that call one lock {@code System.out}.
 *
 * @param exit the exit code
 */
record CommandCall(int exit, String out, String err) {

  static CommandCall of(Object... words) {
    var formerOut = System.out;
    var formerErr = System.err;
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
    System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    try {
      var exit =
          Commands.line().execute(Stream.of(words).map(String::valueOf).toArray(String[]::new));
      return new CommandCall(
          exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    } finally {
      System.setOut(formerOut);
      System.setErr(formerErr);
    }
  }
}
