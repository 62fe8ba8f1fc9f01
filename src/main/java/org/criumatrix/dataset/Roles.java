package org.criumatrix.dataset;

/** The roles of cases, as sets of data have them. */
final class Roles {

  static final String WAY = "way";
  static final String PLAIN = "plain";
  static final String MISUSE = "misuse";

  private Roles() {}
}
