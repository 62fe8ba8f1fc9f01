package org.criumatrix.dataset;

import java.util.Set;

/** The keys of verdicts, as sets of data have them. */
final class Verdicts {

  static final String WORKS = "works";
  static final String REFUSES = "refuses";
  static final String FAILS = "fails";
  static final String UNAVAILABLE = "unavailable";
  static final String BROKEN = "broken";

  private static final Set<String> GOOD = Set.of(WORKS, REFUSES);

  private Verdicts() {}

  /** Whether CRIU did what the case wants of it. */
  static boolean isGood(String verdict) {
    return GOOD.contains(verdict);
  }

  /** Whether the cell says anything about CRIU. */
  static boolean isTried(String verdict) {
    return isGood(verdict) || verdict.equals(FAILS);
  }
}
