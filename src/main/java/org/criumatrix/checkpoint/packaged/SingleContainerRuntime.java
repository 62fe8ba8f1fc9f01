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
import org.criumatrix.host.Host;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;

/** A runtime whose programs come from a distribution and make one container of one folder. */
public abstract class SingleContainerRuntime implements DistroRuntime {

  protected static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private final Edition edition;
  private final Optional<Checkpointer> external;

  /**
   * Makes a runtime.
   *
   * @param external dumps and restores in place of the runtime; empty: the runtime itself, which
   *     calls CRIU
   */
  protected SingleContainerRuntime(Edition edition, Optional<Checkpointer> external) {
    this.edition = edition;
    this.external = external;
  }

  /** Returns the same runtime with another checkpointer. */
  protected abstract Runtime withCheckpointer(Optional<Checkpointer> other);

  /** Starts a container with the subject's program. */
  protected abstract Started run(RuntimeContext context, String name, Command plain);

  /** Dumps a container by the runtime's own command. */
  protected abstract CriuCall checkpoint(
      RuntimeContext context, String name, String images, List<String> options);

  /**
   * Restores a container by the runtime's own command. On success it gives the subject its new
   * process.
   */
  protected abstract CriuCall restoreContainer(
      RuntimeContext context, Subject subject, String images, List<String> options);

  /** Removes what a dumped container leaves behind. */
  protected void clearDumped(RuntimeContext context, String name) {}

  /** Waits until nothing of a dumped container is left on the host. */
  protected void awaitEnd(Host host) {
    // The container's monitor writes the last output and removes the control groups.
    host.await("a host without processes", LIMIT, POLL_INTERVAL, host::processes, List::isEmpty);
  }

  /** Removes a container, if it exists, and all files that it left. */
  protected abstract void remove(RuntimeContext context, String name);

  @Override
  public final Edition edition() {
    return edition;
  }

  @Override
  public Runtime by(String method) {
    return withCheckpointer(CheckpointMethod.of(method, false));
  }

  @Override
  public void prepare(RuntimeContext context) {
    CriuOnPath.link(context);
  }

  @Override
  public final Subject start(
      RuntimeContext context, String name, Workload workload, boolean terminal) {
    if (terminal) {
      throw new IllegalArgumentException(name() + " is not used with a terminal here");
    }
    return context.launch(name, false).startBy(workload, plain -> run(context, name, plain));
  }

  @Override
  public final CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var call =
        external.isPresent()
            ? external.get().dump(context, subject, images, options)
            : checkpoint(context, subject.name(), images, options);
    if (call.exit().succeeded()) {
      clearDumped(context, subject.name());
      awaitEnd(context.host());
    }
    return call;
  }

  @Override
  public final CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return external.isPresent()
        ? external.get().restore(context, subject, images, options)
        : restoreContainer(context, subject, images, options);
  }

  @Override
  public final void release(RuntimeContext context, Subject subject) {
    external.ifPresent(c -> c.release(context, subject));
    remove(context, subject.name());
  }

  /** Returns the container's id. */
  protected static String id(String name) {
    return "criu-matrix-" + name;
  }

  /** Returns the tool that opens files in a mounted folder as its program's output. */
  protected static String outputTool(RuntimeContext context) {
    return context.workloads() + "/tools/into";
  }

  /** Returns the folder with a subject's output. */
  protected static String home(RuntimeContext context, String name) {
    return context.folder() + "/" + name;
  }

  protected static Command command(RuntimeContext context, List<String> args) {
    return Command.of(args).withEnv(env(context)).within(LIMIT);
  }

  private static Map<String, String> env(RuntimeContext context) {
    return CriuOnPath.env(context.host());
  }
}
