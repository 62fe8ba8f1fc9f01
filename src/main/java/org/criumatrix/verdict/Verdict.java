package org.criumatrix.verdict;

import java.util.Locale;

/** What a run says of a cell. */
public enum Verdict {
  WORKS,
  /**
   * The case is about a refusal: CRIU had to refuse, did, for the reason that was expected, and the
   * process continued unharmed. Nothing was restored.
   */
  REFUSES,
  FAILS,
  /** A probe said that this machine cannot run the cell; the reason is recorded. */
  UNAVAILABLE,
  /** The suite's or the host's fault; can never be expected. */
  BROKEN,
  NOT_RUN;

  /** As written in records: {@code not run}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }
}
