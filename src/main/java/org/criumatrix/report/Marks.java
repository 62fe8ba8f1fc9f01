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
              "refuses",
              "⊘",
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
              "refuses",
              "r",
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

  /** {@code ✓}, {@code 9 of 16}, {@code 9 of 16 ⊘1 –2}, {@code ✗*}. */
  String entry(Tally tally) {
    return entry(tally, " of ");
  }

  String entry(Tally tally, String of) {
    var mark =
        new StringBuilder(
            tally.isUniform() ? of(tally.verdict()) : tally.works() + of + tally.planned());
    tally.rest().forEach((verdict, count) -> mark.append(" ").append(of(verdict)).append(count));
    return mark + (tally.differing() > 0 ? DIFFERS : "");
  }

  String legend() {
    var unavailable = of("unavailable");
    return "%s works, %s refuses as it has to, %s fails, 9 of 16 %s1 %s2: of 16 cells 9 work and 2 are unavailable, one more refuses; %s unavailable, %s broken, %s not run; %s differs from expectation."
        .formatted(
            of("works"),
            of("refuses"),
            of("fails"),
            of("refuses"),
            unavailable,
            unavailable,
            of("broken"),
            of("not run"),
            DIFFERS);
  }
}
