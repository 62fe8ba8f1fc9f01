package org.criumatrix.verdict;

import java.util.Arrays;
import java.util.Locale;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;

/** What a cell's result does to the program that is checkpointed, from none to the worst. */
public enum Harm {
  /**
   * The program came to its right answer: the cell works, refuses, or fails at {@code clean} only.
   */
  NONE,
  /** The dump failed, and the program continues: another attempt is possible. */
  REFUSED,
  /**
   * The program and its work are gone: it was dumped and cannot be restored, it was started afresh
   * in place of a restore, or a dump that failed ended it.
   */
  LOST,
  /** It was restored, and then its processes were gone. */
  DIES,
  /** It was restored with other values: it prints other output, or the tree has another shape. */
  CHANGED;

  /**
   * Returns the harm of a cell; null if the cell did not run, or if it is not known. Not known is
   * the harm of a failure at {@code start} and at {@code gone}, of a dump that failed and left
   * programs that were not seen to take another step, of a dump that was good and should have been
   * refused, of a call that should have failed or has left something half restored, and of a
   * restored program that is there and takes no step.
   *
   * @param phase of a failure: the phase that failed; null otherwise
   * @param id of a failure that the suite describes itself; null otherwise
   * @param left what is left of the programs after the failure
   */
  public static Harm of(Verdict verdict, Phase phase, FailureId id, Survival left) {
    return switch (verdict) {
      case WORKS, REFUSES -> NONE;
      case FAILS -> ofFailure(phase, id, left);
      case UNAVAILABLE, BROKEN, NOT_RUN -> null;
    };
  }

  private static Harm ofFailure(Phase phase, FailureId id, Survival left) {
    if (phase == null) {
      return null;
    }
    return switch (phase) {
      case START, GONE -> null;
      case DUMP -> ofDump(id, left);
      case RESTORE -> ofRestore(id);
      case ALIVE, PROGRESS, ANSWER -> ofRestored(phase, id, left);
      case CLEAN -> NONE;
    };
  }

  private static Harm ofDump(FailureId id, Survival left) {
    if (id == FailureId.NOT_REFUSED || id == FailureId.FAULT_UNNOTICED) {
      return null;
    }
    return left == Survival.UNHARMED ? REFUSED : left == Survival.GONE ? LOST : null;
  }

  private static Harm ofRestore(FailureId id) {
    // The program is there, or can be restored once more.
    return id == FailureId.FAULT_UNNOTICED || id == FailureId.HALF_RESTORED ? null : LOST;
  }

  private static Harm ofRestored(Phase phase, FailureId id, Survival left) {
    if (id == null) {
      // The program found the difference itself, and says which one.
      return phase == Phase.ALIVE ? DIES : CHANGED;
    }
    return switch (id) {
      case STARTED_AFRESH, STARTED_AGAIN, OTHER_RUN -> LOST;
      // A batch system did not bring it back.
      case JOB_ENDED, JOB_GONE, JOB_NOT_RESTARTED, TASKS_MISSING -> LOST;
      case PROCESS_MISSING -> DIES;
      case NO_PROGRESS, NO_END -> left == Survival.GONE ? DIES : null;
      case PROCESS_CHANGED,
          CONTROL_GROUP_CHANGED,
          ENDED_AGAIN,
          NO_NONCE,
          WRONG_OUTPUT,
          WRONG_RESULT ->
          CHANGED;
      default -> null;
    };
  }

  /**
   * Reads what {@link #key} wrote.
   *
   * @throws IllegalArgumentException if no harm is called so
   */
  public static Harm of(String key) {
    return Arrays.stream(values())
        .filter(h -> h.key().equals(key))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no harm '" + key + "'"));
  }

  /** As written in records: {@code refused}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }
}
