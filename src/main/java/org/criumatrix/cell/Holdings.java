package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.Trait;
import org.criumatrix.workload.Subject;

/** The traits of the subjects that a cell dumps, looked at just before each dump. */
public final class Holdings {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TreeMap<String, Trait> traits = new TreeMap<>();
  private boolean known;

  /**
   * Adds the traits of a subject's tree.
   *
   * @throws HostException if the inventory cannot be made of a process that is there
   */
  void look(RuntimeContext context, Subject subject) {
    var program = context.workloads() + "/inventory";
    var exit =
        subject.host().exec(Command.of(program, String.valueOf(subject.pid())).within(LIMIT));
    if (!exit.succeeded()) {
      if (subject.tree().isEmpty()) {
        // It has ended. The dump will show that, and nothing was held.
        return;
      }
      throw new HostException(
          "no inventory of process %d: %s, %s"
              .formatted(subject.pid(), exit.describe(), exit.stderr().strip()));
    }
    known = true;
    Inventory.parse(exit.stdout())
        .traits()
        .forEach(t -> traits.merge(t.name(), t, (a, b) -> a.bytes() >= b.bytes() ? a : b));
  }

  /** Returns the traits as records write them; empty if nothing was dumped. */
  public Optional<List<String>> traits() {
    return known
        ? Optional.of(traits.values().stream().map(Trait::toString).toList())
        : Optional.empty();
  }
}
