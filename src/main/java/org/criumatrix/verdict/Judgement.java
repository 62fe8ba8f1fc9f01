package org.criumatrix.verdict;

import java.util.Locale;

/** A verdict against its expectation. */
public enum Judgement {
  AS_EXPECTED,
  /** Expected to work or to refuse, and fails. */
  REGRESSION,
  /** Expected to fail, and works or refuses: as loud as a regression. */
  IMPROVEMENT,
  /**
   * Fails in another phase or with another error than recorded, or refuses where the line says
   * {@code works}, or the other way round.
   */
  CHANGED,
  /**
   * Played with the options of a profile, about which no line of matrix.csv says anything: it is
   * neither expected nor unexpected.
   */
  UNTRIED,
  BROKEN;

  /** Whether the cell did not come to what was expected of it. */
  public boolean differs() {
    return this != AS_EXPECTED && this != UNTRIED;
  }

  /** As written in records: {@code as expected}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
