package org.criumatrix.app;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.criumatrix.junit.Settings;
import picocli.CommandLine.Option;

/** Options of a run on the command line of a command. */
final class RunOptions {

  @Option(
      names = "-D",
      paramLabel = "NAME=VALUE",
      mapFallbackValue = "true",
      description =
          "An option of the run, as with Maven; './criu-matrix run -Dmatrix.help' lists all.")
  private final Map<String, String> given = new LinkedHashMap<>();

  /** Whether the user asks for the list of options. */
  boolean asksForHelp() {
    return given.containsKey("matrix.help");
  }

  /** The options, after the defaults of a command. */
  Map<String, String> over(Map<String, String> defaults) {
    var options = new LinkedHashMap<>(defaults);
    options.putAll(given);
    return options;
  }

  /** Sets options as properties, as Maven does, and reads them. */
  static Settings set(Map<String, String> options) {
    read(() -> Settings.withoutBlanks(options));
    options.forEach(System::setProperty);
    return fromProperties();
  }

  /** Reads the options that are properties. */
  static Settings fromProperties() {
    return read(Settings::fromProperties);
  }

  private static Settings read(Supplier<Settings> settings) {
    try {
      return settings.get();
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }
}
