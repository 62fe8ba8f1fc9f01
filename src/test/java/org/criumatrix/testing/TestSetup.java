package org.criumatrix.testing;

import java.util.Map;
import org.criumatrix.host.LocalHosts;
import org.criumatrix.junit.Settings;
import org.criumatrix.setup.Packages;

/** What Maven does in its own JVM before the tests: it installs what they need. */
public final class TestSetup {

  private TestSetup() {}

  /**
   * @param args {@code setup=} with the user's {@code -Dsetup}
   */
  public static void main(String... args) {
    var wanted = args[0].substring("setup=".length());
    var settings = new Settings(wanted.isEmpty() ? Map.of() : Map.of("setup", wanted));
    Packages.ensureForTests(LocalHosts.isRoot() && settings.on("setup", true), System.out::println);
  }
}
