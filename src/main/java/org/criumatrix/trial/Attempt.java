package org.criumatrix.trial;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.matrix.Phase;
import org.criumatrix.program.Difference;
import org.criumatrix.verdict.Outcome.Measured;

/**
 * One run of the program that is dumped and restored.
 *
 * @param moment when it was to be dumped
 * @param way the options that were used last
 * @param refusals what CRIU refused before, with which options
 * @param failed the phase that failed; empty: it came to its end
 * @param error of that phase
 * @param isUnharmed whether the program came to the right result after a dump that failed
 * @param differences from uninterrupted runs
 * @param before what it held at the dump
 * @param after what it held right after the restore
 * @param measured times and sizes
 * @param commands of CRIU, as they were called
 * @param evidence the folder with the logs, below the output
 */
public record Attempt(
    Duration moment,
    List<String> way,
    List<Refusal> refusals,
    Optional<Phase> failed,
    String error,
    boolean isUnharmed,
    List<Difference> differences,
    Optional<Inventory> before,
    Optional<Inventory> after,
    Measured measured,
    List<String> commands,
    String evidence) {

  /**
   * A failed call of CRIU that led to another way.
   *
   * @param options that it had
   * @param phase dump or restore
   * @param error its first relevant line
   * @param why the cause on record; empty: none
   * @param remedy what makes it work, on record; empty: nothing is known
   * @param tried what was tried next; empty: nothing was left
   */
  public record Refusal(
      List<String> options,
      Phase phase,
      String error,
      String why,
      String remedy,
      List<String> tried) {}

  /** Returns this attempt without differences that uninterrupted runs have, too. */
  Attempt without(Set<String> noise) {
    var real = differences.stream().filter(d -> !noise.contains(d.place())).toList();
    // After a refusal it came to its end with differences that are no harm.
    var hasNoiseAlone =
        failed.isPresent() && !differences.isEmpty() && real.stream().allMatch(Difference::isTime);
    return new Attempt(
        moment,
        way,
        refusals,
        failed,
        error,
        isUnharmed || hasNoiseAlone,
        real,
        before,
        after,
        measured,
        commands,
        evidence);
  }

  boolean works() {
    return failed.isEmpty() && differences.stream().allMatch(Difference::isTime);
  }

  /** Returns the word of {@code advise} and the records for what happened to the program. */
  Effect effect() {
    if (works()) {
      return Effect.WORKS;
    }
    if (failed.isEmpty()) {
      return Effect.CHANGED;
    }
    return switch (failed.get()) {
      case START -> Effect.UNKNOWN;
      case DUMP -> isUnharmed ? Effect.REFUSED : Effect.LOST;
      case GONE, RESTORE -> Effect.LOST;
      case ALIVE, PROGRESS -> Effect.DIES;
      case ANSWER, CLEAN -> Effect.CHANGED;
    };
  }

  /** What a checkpoint does to the program, from the best to the worst. */
  public enum Effect {
    WORKS,
    UNKNOWN,
    REFUSED,
    CHANGED,
    DIES,
    LOST
  }
}
