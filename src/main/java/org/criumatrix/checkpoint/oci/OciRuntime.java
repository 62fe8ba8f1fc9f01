package org.criumatrix.checkpoint.oci;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.packaged.SingleContainerRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/** runc or crun, which make containers for engines, called without an engine. */
public final class OciRuntime extends SingleContainerRuntime {

  private final Oci oci;

  public OciRuntime(Edition edition, Oci oci, Optional<Checkpointer> external) {
    super(edition, external);
    this.oci = oci;
  }

  @Override
  protected Runtime withCheckpointer(Optional<Checkpointer> other) {
    return new OciRuntime(edition(), oci, other);
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return oci.unavailable(host);
  }

  @Override
  protected Started run(RuntimeContext context, String name, Command plain) {
    OciBundle.make(context, name, plain);
    return foreground(context, name)
        .start(command(context, name, "run", List.of()), LIMIT)
        .started()
        .orElseThrow(ForegroundContainer::notStarted);
  }

  @Override
  protected CriuCall checkpoint(
      RuntimeContext context, String name, String images, List<String> options) {
    var host = context.host();
    var log = images + "/dump.log";
    RuncOptions.write(host, log, List.of());
    var args = new ArrayList<>(List.of(oci.program(), "checkpoint"));
    args.addAll(List.of("--image-path", images, "--work-path", images));
    args.addAll(options);
    args.add(id(name));
    var command = command(context, args).within(context.criu().limit());
    var exit = host.exec(command);
    return new CriuCall(host, "dump", command.toString(), exit, images, CriuCaller.log(host, log));
  }

  @Override
  protected CriuCall restoreContainer(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var host = context.host();
    var log = images + "/restore.log";
    remove(context, subject.name());
    RuncOptions.write(host, log, List.of());
    var more = new ArrayList<>(List.of("--image-path", images, "--work-path", images));
    more.addAll(options);
    var command = command(context, subject.name(), "restore", more);
    var outcome = foreground(context, subject.name()).start(command, context.criu().limit());
    outcome.started().ifPresent(subject::restoredAs);
    return new CriuCall(
        host, "restore", command.toString(), outcome.exit(), images, CriuCaller.log(host, log));
  }

  private Command command(RuntimeContext context, String name, String how, List<String> more) {
    var args = new ArrayList<>(List.of(oci.program(), how));
    args.addAll(List.of("--bundle", OciBundle.folder(context, name)));
    args.addAll(List.of("--pid-file", pidFile(context, name)));
    args.addAll(more);
    args.add(id(name));
    return command(context, args);
  }

  private static ForegroundContainer foreground(RuntimeContext context, String name) {
    return new ForegroundContainer(context.host(), home(context, name), pidFile(context, name));
  }

  private static String pidFile(RuntimeContext context, String name) {
    return context.folder() + "/pid-of-" + name;
  }

  @Override
  protected void remove(RuntimeContext context, String name) {
    context.host().exec(command(context, List.of(oci.program(), "delete", "--force", id(name))));
  }
}
