package org.criumatrix.query;

import java.util.Locale;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Braces;
import org.criumatrix.matrix.Glob;

/** A glob, or words that stand for themselves, in upper or lower case. */
final class TextPattern {

  /** A query with more alternatives in one glob was not written by hand. */
  private static final int MAX_ALTERNATIVES = 1000;

  private static final Pattern WILD = Pattern.compile("[*?{}]");

  private final String text;
  private final Glob whole;
  private final Glob part;

  private TextPattern(String text, Glob whole, Glob part) {
    this.text = text;
    this.whole = whole;
    this.part = part;
  }

  /** Returns a pattern that only matches this text. */
  static TextPattern literal(String text) {
    return new TextPattern(lower(text), null, null);
  }

  /**
   * @throws IllegalArgumentException if a brace is not closed or not opened, or there are too many
   *     alternatives
   */
  static TextPattern glob(String glob) {
    if (!WILD.matcher(glob).find()) {
      return literal(glob);
    }
    var text = lower(glob);
    var whole = Glob.of(text);
    var alternatives = new AlternativeCount();
    Braces.read(text, alternatives);
    if (alternatives.count() > MAX_ALTERNATIVES) {
      throw new IllegalArgumentException(
          "more than %d alternatives in the glob '%s'".formatted(MAX_ALTERNATIVES, glob));
    }
    return new TextPattern(text, whole, Glob.of("*" + text + "*"));
  }

  static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /**
   * Whether it matches all of a text.
   *
   * @param lower the text in lower case
   */
  boolean matches(String lower) {
    return whole == null ? lower.equals(text) : whole.matches(lower);
  }

  /**
   * Whether it matches a part of a text.
   *
   * @param lower the text in lower case
   */
  boolean isIn(String lower) {
    return part == null ? lower.contains(text) : part.matches(lower);
  }
}
