package org.criumatrix.report;

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
    return SheetMarkdown.of(sheet);
  }

  /** Returns one HTML file, which opens from disk. */
  public static String html(Sheet sheet) {
    return SheetHtml.of(sheet);
  }
}
