package org.criumatrix.report;

/** Shows sheets. */
public final class Sheets {

  private Sheets() {}

  /**
   * @param colour whether the terminal understands colours
   * @param width columns of the terminal
   */
  public static String text(Sheet sheet, boolean colour, int width) {
    return Marks.ofTerminal().fitting(new SheetText(new Paint(colour), width).of(sheet));
  }

  public static String markdown(Sheet sheet) {
    return SheetMarkdown.of(sheet);
  }

  /** One file, to be opened from disk. */
  public static String html(Sheet sheet) {
    return SheetHtml.of(sheet);
  }
}
