package org.criumatrix.app;

import java.nio.file.Path;

/** The folder of the suite itself. */
final class Checkout {

  private Checkout() {}

  /** Returns the current folder, or the one that the launcher sets. */
  static Path folder() {
    return Path.of(System.getProperty("suite.home", ""));
  }
}
