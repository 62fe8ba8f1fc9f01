package org.criumatrix.verdict;

import java.util.Arrays;
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
  BROKEN;

  /**
   * Reads what {@link #key} wrote.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static Judgement of(String key) {
    return Arrays.stream(values())
        .filter(j -> j.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no judgement '" + key + "'"));
  }

  /** As written in records: {@code as expected}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
