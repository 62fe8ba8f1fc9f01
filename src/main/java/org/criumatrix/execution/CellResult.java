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
 * @param hasOtherOptions whether CRIU was called with the options of a profile, which are not those
 *     that the case chooses
 */
public record CellResult(
    Outcome outcome,
    List<CriuCall> calls,
    Optional<List<String>> traits,
    Optional<List<String>> options,
    CheckedObject object,
    boolean hasOtherOptions) {

  /** With the options that the case chooses. */
  public CellResult(
      Outcome outcome,
      List<CriuCall> calls,
      Optional<List<String>> traits,
      Optional<List<String>> options,
      CheckedObject object) {
    this(outcome, calls, traits, options, object, false);
  }

  static CellResult without(Outcome outcome) {
    return new CellResult(
        outcome, List.of(), Optional.empty(), Optional.empty(), CheckedObject.NONE);
  }
}
