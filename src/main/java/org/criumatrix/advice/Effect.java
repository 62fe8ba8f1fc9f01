package org.criumatrix.advice;

import java.util.Locale;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.Phase;

/** What happens to a program because of one thing that it holds. */
public enum Effect {
  /** CRIU refuses to dump; the process continues and nothing is lost. */
  REFUSED("refused: the dump fails, and the process continues"),
  /** The dump ends well, and its images cannot be restored. */
  LOST("lost: the dump ends well, and cannot be restored"),
  /** It is restored, and ends at once. */
  DIES("dies: it is restored, and ends at once"),
  /** It is restored, and something is not as it was. */
  CHANGED("changed: it comes back, but not as it was"),
  /** It continues, and something stays behind on the machine. */
  LEFT("left: it continues, but something stays behind on the machine"),
  /** No run of the suite has tried it. */
  UNTRIED("untried: no run has shown what happens"),
  /** Programs with it came back as they were. */
  FINE("fine");

  private final String meaning;

  Effect(String meaning) {
    this.meaning = meaning;
  }

  /** Returns the effect of a loss or a failure. */
  static Effect of(Expectation cause) {
    return cause.loses() ? CHANGED : of(cause.at().orElseThrow());
  }

  private static Effect of(Phase phase) {
    return switch (phase) {
      case START, DUMP, GONE -> REFUSED;
      case RESTORE -> LOST;
      case ALIVE -> DIES;
      case PROGRESS, ANSWER -> CHANGED;
      case CLEAN -> LEFT;
    };
  }

  /** Whether the program does not come back. */
  boolean isFatal() {
    return this == REFUSED || this == LOST || this == DIES;
  }

  /** As in the output for programs: {@code refused}. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String meaning() {
    return meaning;
  }
}
