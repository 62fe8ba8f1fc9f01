package org.criumatrix.report;

/** A format of the report: the name of the file and its content. */
interface Page {

  String file();

  String text(Overview overview);
}
