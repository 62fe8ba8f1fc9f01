package org.criumatrix.situation;

import java.util.Locale;

/** How a case answers the question of its situation. */
public enum CaseRole {
  /** What a careful user would do; it counts for the answer. */
  WAY,
  /** The same without the options, which says whether they are necessary. */
  PLAIN,
  /** Deliberately wrong, so that CRIU has to refuse it; it never counts for the answer. */
  MISUSE;

  /** Returns it as written in data: {@code way}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
