package org.criumatrix.matrix;

import java.util.Set;

/**
 * A pattern of {@code *}, {@code ?} and {@code {a,b}}, the only pattern language of the suite. All
 * other characters stand for themselves. It matches whole texts.
 *
 * <p>It is not a Java regular expression: those try every way to match, and {@code *a*a*a*a*a*} has
 * too many.
 */
public final class Glob {

  private final String text;
  private final Set<String> names;
  private final GlobStates states;

  /**
   * @param names all texts that it matches; null if the states find them
   */
  private Glob(String text, Set<String> names, GlobStates states) {
    this.text = text;
    this.names = names;
    this.states = states;
  }

  /**
   * @throws IllegalArgumentException if a brace is not closed or not opened
   */
  public static Glob of(String text) {
    return GlobNames.of(text)
        .map(names -> new Glob(text, names, null))
        .orElseGet(() -> new Glob(text, null, GlobStates.of(text)));
  }

  public boolean matches(String candidate) {
    return names == null ? text.equals("*") || states.match(candidate) : names.contains(candidate);
  }

  @Override
  public String toString() {
    return text;
  }
}
