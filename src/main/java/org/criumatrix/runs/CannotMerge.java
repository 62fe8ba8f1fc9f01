package org.criumatrix.runs;

import java.util.List;

/** Runs cannot be merged; the message has one line for each reason. */
public final class CannotMerge extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotMerge(List<String> problems) {
    super("these runs cannot be merged:\n  " + String.join("\n  ", problems));
  }
}
