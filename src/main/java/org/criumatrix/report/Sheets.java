package org.criumatrix.report;

import java.util.Optional;
import java.util.function.Function;

/** Formats sheets. */
public final class Sheets {

  private Sheets() {}

  /**
   * @param colour whether the terminal supports colours
   * @param width the columns of the terminal
   */
  public static String text(Sheet sheet, boolean colour, int width) {
    return Marks.ofTerminal().fitting(new SheetText(new Paint(colour), width).of(sheet));
  }

  public static String markdown(Sheet sheet) {
    return SheetMarkdown.of(sheet, 1);
  }

  /** Returns one HTML file, which opens from disk. */
  public static String html(Sheet sheet) {
    return html(sheet, subject -> Optional.empty());
  }

  /**
   * @param links the address of a line's subject; empty: it is not a link
   */
  public static String html(Sheet sheet, Function<String, Optional<String>> links) {
    return new SheetHtml(links).of(sheet);
  }
}
