package org.criumatrix.target;

import java.util.regex.Pattern;

/** Prepares texts of programs for a terminal: processes choose their names and may mislead it. */
final class Printable {

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\p{Cf}]");

  private Printable() {}

  static String text(String text) {
    return CONTROL.matcher(text).replaceAll("?");
  }
}
