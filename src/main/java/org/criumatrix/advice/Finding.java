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
 * @param tried evidence that it is fine; of what is untried: evidence with further options
 */
public record Finding(
    Effect effect, List<Trait> traits, Optional<Expectation> cause, List<Tried> tried) {

  static Finding of(Expectation cause, List<Trait> traits) {
    return new Finding(Effect.of(cause), traits, Optional.of(cause), List.of());
  }

  /**
   * @param options with which the program will be dumped
   */
  static Finding of(Trait trait, List<Tried> tried, List<String> options) {
    var same = tried.stream().filter(t -> t.missing(options).isEmpty()).toList();
    return same.isEmpty()
        ? new Finding(Effect.UNTRIED, List.of(trait), Optional.empty(), tried)
        : new Finding(Effect.FINE, List.of(trait), Optional.empty(), same);
  }

  /** The largest thing that it is about, bytes; 0 without a size. */
  long bytes() {
    return traits.stream().mapToLong(Trait::bytes).max().orElse(0);
  }
}
