package org.criumatrix.report;

/** One format of the report: what the file is called and what is in it. */
interface Page {

  String file();

  String text(Overview overview);
}
