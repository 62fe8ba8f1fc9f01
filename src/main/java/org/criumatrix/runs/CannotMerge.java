package org.criumatrix.runs;

import java.util.List;

/** Runs are not one; the message has a line for each thing that speaks against it. */
public final class CannotMerge extends RuntimeException {

  private static final long serialVersionUID = 1L;

  CannotMerge(List<String> problems) {
    super("these runs cannot be merged:\n  " + String.join("\n  ", problems));
  }
}
