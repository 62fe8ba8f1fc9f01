package org.criumatrix.advice;

import java.util.List;
import java.util.Optional;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.Expectation;

/**
 * What happens because of something that a program holds.
 *
 * @param traits that it is about; empty: it is about any program
 * @param cause of a failure: the line of matrix.csv; empty otherwise
 * @param tried evidence that it is fine; empty for failures and for what is untried
 */
public record Finding(
    Effect effect, List<Trait> traits, Optional<Expectation> cause, List<Tried> tried) {

  static Finding of(Expectation cause, List<Trait> traits) {
    return new Finding(Effect.of(cause.at().orElseThrow()), traits, Optional.of(cause), List.of());
  }

  static Finding of(Trait trait, List<Tried> tried) {
    var effect = tried.isEmpty() ? Effect.UNTRIED : Effect.FINE;
    return new Finding(effect, List.of(trait), Optional.empty(), tried);
  }

  /** The largest thing that it is about, bytes; 0 without a size. */
  long bytes() {
    return traits.stream().mapToLong(Trait::bytes).max().orElse(0);
  }
}
