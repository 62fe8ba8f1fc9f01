package org.criumatrix.checkpoint;

import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/**
 * A value on the runtime axis: starts a subject in its container, dumps and restores it.
 *
 * <p>A runtime reports what it did and does not judge it. A new runtime needs a small class and a
 * line in {@code Runtimes}.
 */
public interface Runtime extends Checkpointer {

  /** Returns the name that cell ids have. */
  String name();

  /**
   * Whether this is the edition of an engine from another suite of the distribution. Such an
   * edition runs only if the user names it, because a run would take much longer with all of them.
   */
  default boolean onlyWhenNamed() {
    return name().contains("@");
  }

  /** Whether preparing a host takes minutes if nothing is cached. */
  default boolean takesMinutesToPrepare() {
    return false;
  }

  /**
   * Whether a dump is a direct call of the cell's CRIU with the cell's privilege, without an engine
   * or a container in between.
   */
  default boolean callsCriuPlainly() {
    return false;
  }

  /** Whether its calls of CRIU name the mounts that come from outside of a container. */
  default boolean namesMounts() {
    return !callsCriuPlainly();
  }

  /**
   * Whether it dumps and restores by itself, so that no CRIU takes part. Its cells have {@link
   * WithoutCriu#NONE} on the axis of CRIU builds.
   */
  default boolean needsNoCriu() {
    return false;
  }

  /** Whether it only pretends to dump and restore, as a negative control does. */
  default boolean onlyPretends() {
    return false;
  }

  /**
   * Returns this runtime as its own negative control, where the usual ones cannot take its place:
   * it only pretends to dump and restore.
   */
  default Optional<Runtime> pretending() {
    return Optional.empty();
  }

  /**
   * Returns why this machine cannot run it at all, or empty if it can. The answer needs no open
   * host.
   */
  default Optional<String> lacking() {
    return Optional.empty();
  }

  /**
   * Returns the folder of the distribution that its hosts have as their root, or empty if any root
   * is good.
   */
  default Optional<Path> distribution() {
    return Optional.empty();
  }

  /** Returns why this host cannot run it, or empty if it can. */
  default Optional<String> unavailable(Host host) {
    return Optional.empty();
  }

  /** Prepares a freshly opened host: starts a daemon, imports an image. */
  default void prepare(RuntimeContext context) {}

  /**
   * Returns which of its own processes has ended on a prepared host, or empty if all run. If one
   * has ended, a failure on this host says nothing about CRIU.
   */
  default Optional<String> lost(Host host) {
    return Optional.empty();
  }

  /**
   * Returns the mount points of mounts that exist only while one of its commands runs. Such a mount
   * may appear or disappear at any time and does not count as left behind.
   */
  default Set<String> passingMounts() {
    return Set.of();
  }

  /**
   * Returns this runtime with another method to dump and restore.
   *
   * @param method {@code engine}: the engine's own interface; {@code direct}: CRIU called from
   *     outside, as if there were no container; {@code direct-prepared}: CRIU called with all
   *     options that the container needs
   */
  default Runtime by(String method) {
    throw new IllegalArgumentException(name() + " has no checkpoint method " + method);
  }

  /**
   * The two places for workloads that reach each other over a network.
   *
   * @param inside in a container
   * @param outside on the same host, in no container
   */
  record Sides(RuntimeContext inside, RuntimeContext outside) {}

  /** Returns both sides of a network that the runtime makes for such workloads. */
  default Sides network(RuntimeContext context) {
    throw new IllegalArgumentException(name() + " has no networks");
  }

  /**
   * Starts a workload.
   *
   * @param name the name of the subject, unique in the cell
   */
  Subject start(RuntimeContext context, String name, Workload workload, boolean terminal);
}
