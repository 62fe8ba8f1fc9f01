package org.criumatrix.cell;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.inventory.Trait;
import org.criumatrix.matrix.Caller;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.Plan;
import org.criumatrix.workload.Subject;

/** What is known of a cell's dumps before they begin: what the subjects hold, and the options. */
public final class Holdings {

  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final TreeMap<String, Trait> traits = new TreeMap<>();
  private final TreeSet<String> options = new TreeSet<>();
  private boolean known;

  /**
   * Adds the traits of a subject's tree.
   *
   * @param words the options that the dump will have, as on a command line
   * @throws HostException if the inventory cannot be made of a process that is there
   */
  void look(RuntimeContext context, Subject subject, List<String> words) {
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
    options.addAll(DumpContext.joined(words));
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

  /** Remembers how CRIU is called. */
  public void calledBy(Caller caller) {
    caller.option().ifPresent(options::add);
  }

  /** Remembers what will be done with the images. */
  void plans(Plan plan) {
    options.add(plan.key());
  }

  /**
   * Returns the options of all dumps, each with its value, and the plans; empty if nothing was
   * dumped or planned.
   */
  public Optional<List<String>> options() {
    return known || !options.isEmpty() ? Optional.of(List.copyOf(options)) : Optional.empty();
  }
}
