package org.criumatrix.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The steps of a cell, in order. The first one that fails determines the outcome. */
public enum Phase {
  /** The workload runs and makes progress. */
  START,
  /** CRIU writes the images and exits with code 0. */
  DUMP,
  /** No process of the subject is left. */
  GONE,
  /** CRIU reads the images and exits with code 0. */
  RESTORE,
  /** Every process of the subject exists again. */
  ALIVE,
  /** The subject continues where it was. */
  PROGRESS,
  /** The subject ends with the answer of an uninterrupted run. */
  ANSWER,
  /** The subject leaves nothing behind. */
  CLEAN;

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Phase> find(String key) {
    return Arrays.stream(values()).filter(p -> p.key().equals(key)).findFirst();
  }
}
