package org.criumatrix.app;

import java.nio.file.Path;

/** Where the suite itself lies. */
final class Checkout {

  private Checkout() {}

  /** The current folder, unless the launcher says another. */
  static Path folder() {
    return Path.of(System.getProperty("suite.home", ""));
  }
}
