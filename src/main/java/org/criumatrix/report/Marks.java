package org.criumatrix.report;

import java.util.Map;

/** How a verdict looks where only characters are at hand. */
record Marks(Map<String, String> signs) {

  /** After an entry with cells that are not as expected. */
  static final String DIFFERS = "*";

  static final Marks UNICODE =
      new Marks(
          Map.of(
              "works",
              "✓",
              "fails",
              "✗",
              "partial",
              "◐",
              "unavailable",
              "–",
              "broken",
              "!",
              "not run",
              "·"));

  static final Marks ASCII =
      new Marks(
          Map.of(
              "works",
              "y",
              "fails",
              "N",
              "partial",
              "~",
              "unavailable",
              "-",
              "broken",
              "!",
              "not run",
              "."));

  /** Those that the terminal can show. */
  static Marks ofTerminal() {
    var utf8 = System.getProperty("native.encoding", "UTF-8").equalsIgnoreCase("UTF-8");
    return utf8 ? UNICODE : ASCII;
  }

  /** A text without what cannot be shown where these are the marks. */
  String fitting(String text) {
    return equals(ASCII) ? text.replaceAll("[^\\n\\x1b -~]", "?") : text;
  }

  String of(String verdict) {
    return signs.getOrDefault(verdict, verdict);
  }

  /** {@code ✓}, {@code 9 of 16}, {@code ✗*}. */
  String entry(Tally tally) {
    return entry(tally, " of ");
  }

  String entry(Tally tally, String of) {
    var verdict = tally.verdict();
    var sign = verdict.equals(Tally.PARTIAL) ? tally.works() + of + tally.ran() : of(verdict);
    return tally.differing() > 0 ? sign + DIFFERS : sign;
  }

  String legend() {
    return "%s works, %s fails, 9 of 16: that many cells work, %s unavailable, %s broken, %s not run; %s differs from expectation."
        .formatted(
            of("works"), of("fails"), of("unavailable"), of("broken"), of("not run"), DIFFERS);
  }
}
