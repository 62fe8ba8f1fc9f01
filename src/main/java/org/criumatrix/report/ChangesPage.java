package org.criumatrix.report;

/** Writes the page of what CRIU changes silently. */
final class ChangesPage implements Page {

  @Override
  public String file() {
    return "changes.html";
  }

  @Override
  public String text(Overview overview) {
    return Sheets.html(ChangesSheet.of(overview.records()));
  }
}
