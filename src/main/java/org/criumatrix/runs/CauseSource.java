package org.criumatrix.runs;

import java.util.List;

/** Knows why cells fail, which no run can say. */
public interface CauseSource {

  /**
   * @param end what they come to
   * @param cells their ids
   * @return the cause; empty: not known
   */
  String why(FailureSignature end, List<String> cells);
}
