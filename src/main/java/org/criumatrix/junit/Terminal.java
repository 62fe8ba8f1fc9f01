package org.criumatrix.junit;

import java.io.Console;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The terminal that shows the output, if there is one. */
public final class Terminal {

  /** The number of columns for readers without a terminal. */
  public static final int WIDTH = 100;

  private static final boolean DUMB = "dumb".equals(System.getenv("TERM"));

  private Terminal() {}

  /** Whether input and output are a terminal, so that the user can answer questions. */
  @SuppressWarnings("SystemConsoleNull") // It asks isTerminal().
  public static boolean isInteractive() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // In Java 22 to 24 a console exists without a terminal too, and a method distinguishes the
      // two.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal() cannot be called", e);
    }
  }

  /**
   * Returns colours on a terminal only, unless the user's variables NO_COLOR, CLICOLOR or
   * CLICOLOR_FORCE override it.
   */
  public static Ansi ansi() {
    return DUMB ? Ansi.OFF : Ansi.AUTO;
  }

  /** Whether texts for the terminal have colours. */
  public static boolean hasColours() {
    return ansi().enabled();
  }

  /** Whether a line can be overwritten. */
  static boolean rewritesLines() {
    return isInteractive() && !DUMB;
  }

  /** Returns the width of the terminal, or {@link #WIDTH} without one. */
  static int columns() {
    return new UsageMessageSpec().width(WIDTH).autoWidth(true).width();
  }
}
