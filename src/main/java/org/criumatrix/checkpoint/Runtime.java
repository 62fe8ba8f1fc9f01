package org.criumatrix.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A value on the runtime axis: places a subject, dumps and restores it.
 *
 * <p>It reports what it did and judges nothing. A new one is a small class and its line in {@code
 * Runtimes}.
 */
public interface Runtime extends Checkpointer {

  /** As in cell ids. */
  String name();

  /**
   * Whether it is another suite's edition of an engine: it runs only where the user names it, or a
   * run would be much longer.
   */
  default boolean onlyWhenNamed() {
    return name().contains("@");
  }

  /** Whether a host is ready for it only after minutes, where nothing is cached. */
  default boolean takesMinutesToPrepare() {
    return false;
  }

  /**
   * Whether it dumps by calling the cell's CRIU itself, with the cell's privilege: no engine and no
   * container is in between.
   */
  default boolean callsCriuPlainly() {
    return false;
  }

  /**
   * Why it cannot be used on this machine at all; empty when it can. Known before there is a host.
   */
  default Optional<String> lacking() {
    return Optional.empty();
  }

  /** The distribution that its hosts have as their root; empty: the host's own will do. */
  default Optional<Path> distribution() {
    return Optional.empty();
  }

  /** Why it cannot be used on this host; empty when it can. */
  default Optional<String> unavailable(Host host) {
    return Optional.empty();
  }

  /** Makes a freshly opened host ready: starts a daemon, makes an image. */
  default void prepare(RuntimeContext context) {}

  /**
   * What of its own has ended on a host since that was made ready; empty when all is there, and
   * what fails is not for want of it.
   */
  default Optional<String> lost(Host host) {
    return Optional.empty();
  }

  /**
   * Places of what it mounts on a host while its commands are at work: whether it is there at some
   * moment is no finding.
   */
  default Set<String> passingMounts() {
    return Set.of();
  }

  /**
   * The same, with another way to dump and restore.
   *
   * @param way {@code engine}: by the engine's own interface; {@code direct}: CRIU is called from
   *     outside, as if there were no container; {@code direct-prepared}: CRIU is called with all
   *     that is to be known of the container
   */
  default Runtime by(String way) {
    throw new IllegalArgumentException(name() + " has no way " + way);
  }

  /**
   * Where workloads are that reach each other over a network, though one of them is contained.
   *
   * @param outside on the same host, in no container
   */
  record Sides(RuntimeContext inside, RuntimeContext outside) {}

  /** On a network that the runtime has for that. */
  default Sides network(RuntimeContext context) {
    throw new IllegalArgumentException(name() + " has no networks");
  }

  /**
   * @param name the subject's own, unique in the cell
   */
  Subject start(RuntimeContext context, String name, Workload workload, boolean terminal);
}
