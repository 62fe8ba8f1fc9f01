package org.criumatrix.trial;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.advice.CommandPair;
import org.criumatrix.trial.Attempt.Effect;

/**
 * The answer for one build of CRIU with one privilege.
 *
 * @param criu the build on the axis
 * @param unavailable why it cannot be tried here; empty: it can
 * @param attempts in their order
 * @param way the smallest set of options that was found; empty: none works, or none is needed
 * @param capabilities the smallest set that was found; empty: not searched
 */
public record BuildAnswer(
    String criu,
    String privilege,
    Optional<String> unavailable,
    List<Attempt> attempts,
    List<String> way,
    Set<String> capabilities) {

  /** Returns the attempts that count: with the way that was found. */
  List<Attempt> decisive() {
    var last =
        attempts.stream()
            .filter(a -> a.way().equals(way) || a.works() && way.containsAll(a.way()))
            .toList();
    return last.isEmpty() ? attempts : last;
  }

  /** Returns the worst that happened with the way that was found. */
  Effect effect() {
    return decisive().stream()
        .map(Attempt::effect)
        .max(Comparator.naturalOrder())
        .orElse(Effect.UNKNOWN);
  }

  /** Returns the attempt that shows it. */
  Optional<Attempt> worst() {
    return decisive().stream().max(Comparator.comparing(Attempt::effect));
  }

  /** Returns the commands to copy; PID stands for the program's first process. */
  CommandPair commands() {
    return CommandPair.toCopy("none", way);
  }
}
