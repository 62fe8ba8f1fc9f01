package org.criumatrix.verdict;

import java.util.Locale;

/** A verdict against its expectation. */
public enum Judgement {
  AS_EXPECTED,
  /** Expected to work and fails. */
  REGRESSION,
  /** Expected to fail and works: as loud as a regression. */
  IMPROVEMENT,
  /** Fails in another phase or with another error than recorded. */
  CHANGED,
  BROKEN;

  /** As written in records: {@code as expected}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
