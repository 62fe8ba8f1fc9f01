package org.criumatrix.app;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;

/** The version of the suite. */
final class SuiteVersion {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /** The commands' library asks for each command, before anybody has asked for a version. */
  private static final class Known {
    static final String VERSION = find();
  }

  private SuiteVersion() {}

  /** Returns the version, with the git commit if the suite runs from a checkout. */
  static String version() {
    return Known.VERSION;
  }

  private static String find() {
    var version = System.getProperty("suite.version", "unknown");
    var home = Checkout.folder().toAbsolutePath().toString();
    try {
      var git =
          LocalCommand.run(
              LIMIT, Map.of(), List.of("git", "-C", home, "describe", "--always", "--dirty"));
      return git.succeeded() ? version + " (" + git.stdout().strip() + ")" : version;
    } catch (UncheckedIOException | LocalCommand.TimedOut e) {
      return version;
    }
  }
}
