package org.criumatrix.checkpoint.packaged;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.external.CheckpointMethod;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/** A runtime whose programs come from a distribution and make one container of one folder. */
public abstract class SingleContainerRuntime implements DistroRuntime {

  protected static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final Edition edition;
  private final Optional<Checkpointer> way;

  /**
   * @param way who dumps and restores; empty: it itself, which calls CRIU
   */
  protected SingleContainerRuntime(Edition edition, Optional<Checkpointer> way) {
    this.edition = edition;
    this.way = way;
  }

  /** The same with another way. */
  protected abstract Runtime with(Optional<Checkpointer> other);

  /** Starts a container with the program, which is the subject's. */
  protected abstract Started run(RuntimeContext place, String name, Command plain);

  protected abstract CriuCall checkpoint(
      RuntimeContext place, String name, String images, List<String> options);

  /** On success the subject gets the process that it continues as. */
  protected abstract CriuCall bringBack(
      RuntimeContext place, Subject subject, String images, List<String> options);

  /** Clears away what a dumped container leaves until somebody asks for it. */
  protected void clear(RuntimeContext place, String name) {}

  /** Removes a container, if it is there, and what was kept of it. */
  protected abstract void remove(RuntimeContext place, String name);

  @Override
  public final Edition edition() {
    return edition;
  }

  @Override
  public final Runtime by(String other) {
    return with(CheckpointMethod.of(other, false));
  }

  @Override
  public void prepare(RuntimeContext place) {
    CriuOnPath.link(place);
  }

  @Override
  public final Subject start(
      RuntimeContext place, String name, Workload workload, boolean terminal) {
    if (terminal) {
      throw new IllegalArgumentException(name() + " is not used with a terminal here");
    }
    return place.launch(name, false).startBy(workload, plain -> run(place, name, plain));
  }

  @Override
  public final CriuCall dump(
      RuntimeContext place, Subject subject, String images, List<String> options) {
    var call =
        way.isPresent()
            ? way.get().dump(place, subject, images, options)
            : checkpoint(place, subject.name(), images, options);
    if (call.exit().succeeded()) {
      clear(place, subject.name());
      // The container's watcher writes the last output and removes its control groups.
      place.host().await(LIMIT, POLL_INTERVAL, place.host()::processes, List::isEmpty);
    }
    return call;
  }

  @Override
  public final CriuCall restore(
      RuntimeContext place, Subject subject, String images, List<String> options) {
    return way.isPresent()
        ? way.get().restore(place, subject, images, options)
        : bringBack(place, subject, images, options);
  }

  @Override
  public final void release(RuntimeContext place, Subject subject) {
    way.ifPresent(w -> w.release(place, subject));
    remove(place, subject.name());
  }

  /** What it is known as to the container's programs. */
  protected static String id(String name) {
    return "criu-matrix-" + name;
  }

  /** The tool that gives a program its output's files in a folder that is mounted. */
  protected static String into(RuntimeContext place) {
    return place.workloads() + "/tools/into";
  }

  /** The folder with the output of a subject. */
  protected static String home(RuntimeContext place, String name) {
    return place.folder() + "/" + name;
  }

  protected static Command command(RuntimeContext place, List<String> words) {
    return Command.of(words).withEnv(env(place)).within(LIMIT);
  }

  private static Map<String, String> env(RuntimeContext place) {
    return CriuOnPath.env(place.host());
  }
}
