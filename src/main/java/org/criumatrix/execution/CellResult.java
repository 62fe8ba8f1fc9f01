package org.criumatrix.execution;

import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.verdict.Outcome;

/**
 * The result of a cell.
 *
 * @param calls every CRIU call, in order
 * @param traits what the subjects held just before their dumps; empty if nothing was dumped
 * @param options the options of the dumps; empty if nothing was dumped
 * @param object the kernel object whose properties a subject compared at its end
 */
public record CellResult(
    Outcome outcome,
    List<CriuCall> calls,
    Optional<List<String>> traits,
    Optional<List<String>> options,
    CheckedObject object) {

  static CellResult without(Outcome outcome) {
    return new CellResult(
        outcome, List.of(), Optional.empty(), Optional.empty(), CheckedObject.NONE);
  }
}
