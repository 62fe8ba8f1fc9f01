package org.criumatrix.matrix;

import java.util.regex.Pattern;

/**
 * The one pattern language of the suite: {@code *}, {@code ?}, {@code {a,b}}; anything else is
 * itself. It matches whole texts.
 */
public final class Glob {

  private final String text;
  private final Pattern pattern;

  private Glob(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /**
   * @throws IllegalArgumentException when a brace is not closed or not opened
   */
  public static Glob of(String text) {
    var regex = new StringBuilder();
    var depth = 0;
    for (var c : text.toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        case '{' -> {
          depth++;
          regex.append("(?:");
        }
        case '}' -> {
          depth--;
          regex.append(')');
        }
        case ',' -> regex.append(depth > 0 ? "|" : ",");
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
      if (depth < 0) {
        throw new IllegalArgumentException("'}' without '{' in the glob '" + text + "'");
      }
    }
    if (depth > 0) {
      throw new IllegalArgumentException("'{' without '}' in the glob '" + text + "'");
    }
    return new Glob(text, Pattern.compile(regex.toString(), Pattern.DOTALL));
  }

  public boolean matches(String candidate) {
    return pattern.matcher(candidate).matches();
  }

  @Override
  public String toString() {
    return text;
  }
}
