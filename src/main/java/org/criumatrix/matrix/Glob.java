package org.criumatrix.matrix;

/**
 * The one pattern language of the suite: {@code *}, {@code ?}, {@code {a,b}}; anything else is
 * itself. It matches whole texts.
 *
 * <p>It is not a Java regular expression: those try every way that there is, and of {@code
 * *a*a*a*a*a*} there are too many.
 */
public final class Glob {

  private final String text;
  private final boolean plain;
  private final GlobStates states;

  private Glob(String text, boolean plain, GlobStates states) {
    this.text = text;
    this.plain = plain;
    this.states = states;
  }

  /**
   * @throws IllegalArgumentException when a brace is not closed or not opened
   */
  public static Glob of(String text) {
    var plain = text.chars().noneMatch(c -> "*?{}".indexOf(c) >= 0);
    return new Glob(text, plain, plain ? null : GlobStates.of(text));
  }

  public boolean matches(String candidate) {
    return plain ? text.equals(candidate) : text.equals("*") || states.match(candidate);
  }

  @Override
  public String toString() {
    return text;
  }
}
