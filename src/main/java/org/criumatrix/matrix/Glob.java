package org.criumatrix.matrix;

/**
 * A pattern of {@code *}, {@code ?} and {@code {a,b}}, the only pattern language of the suite. All
 * other characters stand for themselves. It matches whole texts.
 *
 * <p>It is not a Java regular expression: those try every way to match, and {@code *a*a*a*a*a*} has
 * too many.
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
   * @throws IllegalArgumentException if a brace is not closed or not opened
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
