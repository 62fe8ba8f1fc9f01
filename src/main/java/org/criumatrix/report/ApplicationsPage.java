package org.criumatrix.report;

/** Writes the page of applications by name. */
final class ApplicationsPage implements Page {

  @Override
  public String file() {
    return "applications.html";
  }

  @Override
  public String text(Overview overview) {
    return Sheets.html(ApplicationsSheet.of(overview.records()));
  }
}
