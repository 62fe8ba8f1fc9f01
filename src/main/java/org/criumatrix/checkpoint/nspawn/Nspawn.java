package org.criumatrix.checkpoint.nspawn;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.checkpoint.packaged.SingleContainerRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/** systemd-nspawn, without a systemd to register with. It cannot checkpoint a container itself. */
public final class Nspawn extends SingleContainerRuntime {

  private static final Duration POLL_INTERVAL = Duration.ofMillis(10);

  private static final List<String> ALONE =
      List.of(
          "--quiet",
          "--register=no",
          "--keep-unit",
          "--private-network",
          "--console=pipe",
          "--resolv-conf=off",
          "--timezone=off",
          "--link-journal=no");

  public Nspawn(Edition edition, Optional<Checkpointer> external) {
    super(edition, external);
  }

  @Override
  protected Runtime withCheckpointer(Optional<Checkpointer> other) {
    return new Nspawn(edition(), other);
  }

  @Override
  protected Started run(RuntimeContext context, String name, Command plain) {
    var host = context.host();
    var home = home(context, name);
    Sandbox.make(context, name, List.of(), List.of("/usr", "/var"));
    var args = new ArrayList<>(List.of("systemd-nspawn", "--machine=" + id(name)));
    args.addAll(ALONE);
    args.add("--directory=" + Sandbox.folder(context, name));
    // The container has a /run of its own.
    args.add("--bind-ro=" + context.workloads());
    args.add("--bind=" + home);
    plain.env().forEach((key, value) -> args.add("--setenv=" + key + "=" + value));
    args.addAll(List.of(outputTool(context), home));
    args.addAll(plain.argv());
    var command = command(context, args).within(Duration.ZERO);
    var running = host.start(command);
    var program = plain.argv().get(0);
    var found =
        host.await(
                "a container",
                LIMIT,
                POLL_INTERVAL,
                () -> host.processes().stream().filter(p -> is(p, program)).findFirst(),
                p -> p.isPresent() || running.exit().isDone())
            .seen();
    if (found.isEmpty()) {
      throw new HostException("no container: " + running.await(command).stderr().strip());
    }
    return new Started(found.get().pid(), found.get().pid());
  }

  private static boolean is(HostProcess process, String program) {
    return process.name().equals(program.substring(program.lastIndexOf('/') + 1));
  }

  @Override
  protected CriuCall checkpoint(
      RuntimeContext context, String name, String images, List<String> options) {
    throw new IllegalArgumentException("systemd-nspawn has no checkpoints of its own");
  }

  @Override
  protected CriuCall restoreContainer(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    throw new IllegalArgumentException("systemd-nspawn has no checkpoints of its own");
  }

  /** Does nothing: the container ends with its first process. */
  @Override
  protected void remove(RuntimeContext context, String name) {}
}
