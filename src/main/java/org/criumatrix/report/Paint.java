package org.criumatrix.report;

import java.util.Map;

/** Colours of a terminal, or none. */
record Paint(boolean colour) {

  private static final String BOLD = "1";
  private static final String LOUD = "1;31";

  private static final Map<String, String> VERDICTS =
      Map.of(
          "works",
          "32",
          "fails",
          "31",
          "partial",
          "33",
          "unavailable",
          "2",
          "broken",
          "35",
          "not run",
          "2");

  String bold(String text) {
    return with(BOLD, text);
  }

  String loud(String text) {
    return with(LOUD, text);
  }

  String verdict(String verdict, String text) {
    return with(VERDICTS.getOrDefault(verdict, BOLD), text);
  }

  private String with(String code, String text) {
    return colour && !text.isBlank() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
