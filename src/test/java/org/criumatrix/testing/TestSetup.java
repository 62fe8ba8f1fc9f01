package org.criumatrix.testing;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.junit.Settings;
import org.criumatrix.setup.Packages;

/**
 * What Maven does in its own JVM before the tests: it installs what they need, and registers the
 * last line of its output.
 */
public final class TestSetup {

  private TestSetup() {}

  /**
   * @param args the folder of the test reports, and {@code setup=} with the user's {@code -Dsetup}
   */
  public static void main(String... args) {
    var reports = Path.of(args[0]);
    var wanted = args[1].substring("setup=".length());
    var settings = new Settings(wanted.isEmpty() ? Map.of() : Map.of("setup", wanted));
    Packages.ensureForTests(LocalHosts.isRoot() && settings.setsUp(), System.out::println);
    // Maven's own last lines come before, and reports of earlier builds stay in the folder.
    var skipped = new SkippedTests(reports, Instant.now());
    Runtime.getRuntime().addShutdownHook(new Thread(allThreads(), skipped::print));
  }

  /** The exec plugin destroys the group of this thread, and no thread can start in it then. */
  private static ThreadGroup allThreads() {
    var group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }
}
