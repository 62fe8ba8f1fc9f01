package org.criumatrix.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.program.Readiness;
import picocli.CommandLine.Option;

/** The options of {@code try} for the sign that a program may be dumped. */
final class ReadyOptions {

  @Option(
      names = "--ready-line",
      paramLabel = "REGEX",
      description = "It may be dumped once this is found in its output.")
  private String readyLine;

  @Option(
      names = "--ready-file",
      paramLabel = "FILE",
      description = "It may be dumped once this file exists.")
  private String readyFile;

  @Option(
      names = "--ready-port",
      paramLabel = "PORT",
      description = "It may be dumped once something listens on this TCP port.")
  private String readyPort;

  @Option(
      names = "--ready-cpu",
      paramLabel = "SECONDS",
      description = "It may be dumped once it has used this much processor time.")
  private String readyCpu;

  @Option(
      names = "--ready-after",
      paramLabel = "SECONDS",
      description = "It may be dumped after this time; the default, with 0.5.")
  private String readyAfter;

  @Option(
      names = "--ready-limit",
      paramLabel = "SECONDS",
      defaultValue = "60",
      description = "How long it may take to be ready; default: ${DEFAULT-VALUE}.")
  private int readyLimit;

  /**
   * Returns the sign.
   *
   * @throws CommandException if several are given
   * @throws IllegalArgumentException if its value is none
   */
  Readiness readiness() {
    var given = new ArrayList<Readiness>();
    add(given, Readiness.Kind.LINE, readyLine);
    add(given, Readiness.Kind.FILE, readyFile);
    add(given, Readiness.Kind.PORT, readyPort);
    add(given, Readiness.Kind.CPU, readyCpu);
    add(given, Readiness.Kind.AFTER, readyAfter);
    if (given.size() > 1) {
      throw new CommandException(ExitCode.USAGE, "give one of the options --ready-…");
    }
    return given.isEmpty() ? Readiness.USUAL : given.get(0);
  }

  private static void add(List<Readiness> all, Readiness.Kind kind, String value) {
    if (value != null) {
      all.add(new Readiness(kind, value));
    }
  }

  /** Returns how long the program may take to be ready. */
  Duration limit() {
    return Duration.ofSeconds(readyLimit);
  }
}
