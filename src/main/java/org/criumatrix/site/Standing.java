package org.criumatrix.site;

import java.util.Locale;

/** What is known of something in one context. Each has a shape and words, never a colour alone. */
enum Standing {
  WORKS("✓", "works"),
  WITH_OPTIONS("✓+", "works with options"),
  PARTLY("◐", "partly"),
  REFUSES("⊘", "refuses, as it has to"),
  NO("✗", "no"),
  UNAVAILABLE("–", "cannot run here"),
  UNTESTED("?", "never tested");

  private final String mark;
  private final String words;

  Standing(String mark, String words) {
    this.mark = mark;
    this.words = words;
  }

  /** Returns the standing that an answer of the data has. */
  static Standing of(String verdict) {
    for (var standing : values()) {
      if (standing.words.equals(verdict)) {
        return standing;
      }
    }
    return switch (verdict) {
      case "refuses" -> REFUSES;
      case "fails" -> NO;
      default -> UNAVAILABLE;
    };
  }

  String mark() {
    return mark;
  }

  String words() {
    return words;
  }

  String css() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns whether something was tried, so that there is a result. */
  boolean isTried() {
    return this != UNAVAILABLE && this != UNTESTED;
  }

  /** Returns the mark and words. */
  Html badge() {
    return badge(words);
  }

  Html badge(Object... content) {
    return Html.of("span", sign(), " ", Html.of("span", content)).css("verdict " + css());
  }

  /** Returns the mark alone, with its words for who cannot see it. */
  Html sign() {
    return Html.of("span", mark).css("sign " + css()).with("aria-hidden", "true");
  }
}
