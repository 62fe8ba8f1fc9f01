package org.criumatrix.junit;

import java.io.Console;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The terminal on which the output is read, if there is one. */
public final class Terminal {

  /** Columns of text, also for readers without a terminal. */
  public static final int WIDTH = 100;

  private static final boolean DUMB = "dumb".equals(System.getenv("TERM"));

  private Terminal() {}

  /** Whether input and output are a terminal, so that a user can be asked. */
  @SuppressWarnings("SystemConsoleNull") // It asks isTerminal().
  public static boolean isInteractive() {
    var console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Java 22 to 24 have a console without a terminal too, and a method that distinguishes them.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("Console.isTerminal() cannot be called", e);
    }
  }

  /**
   * Colours on a terminal, and only there, unless the user's variables NO_COLOR, CLICOLOR or
   * CLICOLOR_FORCE override it.
   */
  public static Ansi ansi() {
    return DUMB ? Ansi.OFF : Ansi.AUTO;
  }

  /** Whether texts for the terminal have colours. */
  public static boolean hasColours() {
    return ansi().enabled();
  }

  /** Whether a line can be replaced by another one. */
  static boolean rewritesLines() {
    return isInteractive() && !DUMB;
  }

  /** The width of the terminal; without one {@link #WIDTH}. */
  static int columns() {
    return new UsageMessageSpec().width(WIDTH).autoWidth(true).width();
  }
}
