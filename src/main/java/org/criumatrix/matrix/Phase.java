package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of a cell, in order; the first one that fails names the outcome. */
public enum Phase {
  /** The workload runs and makes progress. */
  START,
  /** CRIU writes the images and says so with exit code 0. */
  DUMP,
  /** No process of the subject is left. */
  GONE,
  /** CRIU reads the images and says so with exit code 0. */
  RESTORE,
  /** Every process of the subject is there again. */
  ALIVE,
  /** It continues from where it was. */
  PROGRESS,
  /** It ends with the answer of an uninterrupted run. */
  ANSWER,
  /** Nothing of it is left behind. */
  CLEAN;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Phase> find(String key) {
    return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
  }
}
