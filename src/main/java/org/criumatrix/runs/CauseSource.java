package org.criumatrix.runs;

import java.util.List;

/** Knows why cells fail, which a run cannot record. */
public interface CauseSource {

  /**
   * @param end how the cells failed
   * @param cells their ids
   * @return the cause; empty if unknown
   */
  String why(FailureSignature end, List<String> cells);
}
