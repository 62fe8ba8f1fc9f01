package org.criumatrix.runs;

/** What became of a cell between two runs, the worst first. */
public enum ChangeKind {
  REGRESSION("Works no longer", true),
  /** Fails in an earlier phase or with another error, or works where it refused. */
  CHANGED("Fails earlier or otherwise", true),
  /** Worse, because a run that loses its cells would look ever better. */
  LOST("Unavailable or broken now", true),
  IMPROVEMENT("Works now", false),
  /** Still fails, but in a later phase. */
  FURTHER("Gets further, and fails in a later phase", false),
  FOUND("Can be run now", false),
  UNSTEADY("Unsteady: the attempts of one run differ among themselves", false),
  NEW("New cells", false),
  GONE("Gone cells", false);

  private final String words;
  private final boolean worse;

  ChangeKind(String words, boolean worse) {
    this.words = words;
    this.worse = worse;
  }

  public String words() {
    return words;
  }

  public boolean isWorse() {
    return worse;
  }
}
