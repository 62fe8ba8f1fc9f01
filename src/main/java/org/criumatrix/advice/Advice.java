package org.criumatrix.advice;

import java.util.List;

/**
 * The advice for one build of CRIU.
 *
 * @param criu its version
 * @param isKnown whether there is evidence of this version at all
 * @param asItIs what happens with no other options than the caller's own
 * @param options the caller's options, and those that help
 * @param withOptions what happens with these options
 * @param hidden what could not be seen
 */
public record Advice(
    String criu,
    boolean isKnown,
    List<Finding> asItIs,
    List<String> options,
    List<Finding> withOptions,
    List<String> hidden) {

  public Answer answer() {
    if (withOptions.stream().anyMatch(f -> f.effect().isFatal())) {
      return Answer.FAILS;
    }
    if (!isKnown || !hidden.isEmpty() || has(withOptions, Effect.UNTRIED)) {
      return Answer.UNKNOWN;
    }
    return asItIs.stream().anyMatch(f -> f.effect() != Effect.FINE)
        ? Answer.WORKS_WITH_CHANGES
        : Answer.WORKS;
  }

  private static boolean has(List<Finding> findings, Effect effect) {
    return findings.stream().anyMatch(f -> f.effect() == effect);
  }

  /** Returns what an option does away with. */
  public List<Finding> solved() {
    return asItIs.stream()
        .filter(f -> f.effect() != Effect.FINE)
        .filter(f -> withOptions.stream().noneMatch(f::equals))
        .toList();
  }
}
