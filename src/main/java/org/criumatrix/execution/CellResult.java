package org.criumatrix.execution;

import java.util.List;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.verdict.Outcome;

/**
 * The result of a cell.
 *
 * @param calls every CRIU call, in order
 */
public record CellResult(Outcome outcome, List<CriuCall> calls) {

  static CellResult without(Outcome outcome) {
    return new CellResult(outcome, List.of());
  }
}
