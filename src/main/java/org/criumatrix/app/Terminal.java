package org.criumatrix.app;

import java.io.Console;

/** What is known of the reader of the output. */
final class Terminal {

  static final int WIDTH = 100;

  private Terminal() {}

  /** Whether there is somebody to ask. */
  static boolean isThere() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console even without a terminal, and this method to ask.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the console does not say whether it is a terminal", e);
    }
  }

  static boolean hasColours() {
    return isThere() && System.getenv("NO_COLOR") == null;
  }
}
