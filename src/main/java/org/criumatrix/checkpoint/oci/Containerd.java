package org.criumatrix.checkpoint.oci;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.checkpoint.image.ImageArchives;
import org.criumatrix.checkpoint.packaged.CriuOnPath;
import org.criumatrix.checkpoint.packaged.SingleContainerRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Daemon;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/**
 * containerd, which docker uses, called by its own command ctr. A checkpoint is an image in its
 * store with the container's image, changed files and CRIU's images. The subject writes straight to
 * its folder: ctr ends after a restore, and pipes would have no reader.
 */
public final class Containerd extends SingleContainerRuntime {

  private static final String DAEMON = "containerd";
  private static final String FOLDER = "/run/criu-matrix-containerd";
  private static final String SOCKET = FOLDER + "/socket";
  private static final String IMAGE = "localhost/criu-matrix:1";
  private static final String MOUNT = "type=bind,src=%1$s,dst=%1$s,options=rbind:%2$s";

  /** A configuration without the plug-in for Kubernetes. */
  private static final String CONFIGURATION =
      """
      version = 2
      root = "%1$s/root"
      state = "%1$s/state"
      disabled_plugins = ["io.containerd.grpc.v1.cri"]
      [grpc]
      address = "%1$s/socket"
      """;

  private static final String STOP = FOLDER + "/stop";

  /**
   * Kills the container. {@code ctr container checkpoint} lets it run, so it would take steps that
   * the checkpoint does not have; CRIU calls this script while it still holds the processes. {@code
   * ctr task checkpoint --exit} does not help: ctr cannot restore the result, because it has no
   * image name.
   */
  private static final String STOPPING =
      """
      #!/bin/sh
      [ "$CRTOOLS_SCRIPT_ACTION" != post-dump ] || kill -KILL "$CRTOOLS_INIT_PID"
      """;

  private static final String REMOVE =
      """
      ctr task rm --force "$0"
      ctr container rm "$0"
      """;

  /** Prints the PID of the container's first process. */
  private static final String PID =
      "ctr task ls | awk -v id=\"$0\" '$1 == id && $3 == \"RUNNING\" { print $2 }'";

  public Containerd(Edition edition, Optional<Checkpointer> external) {
    super(edition, external);
  }

  @Override
  protected Runtime withCheckpointer(Optional<Checkpointer> other) {
    return new Containerd(edition(), other);
  }

  @Override
  public void prepare(RuntimeContext context) {
    super.prepare(context);
    var host = context.host();
    host.mkdir(FOLDER, Mode.PRIVATE);
    var configuration = CONFIGURATION.formatted(FOLDER).getBytes(StandardCharsets.UTF_8);
    host.write(FOLDER + "/config.toml", configuration, Mode.DATA);
    host.write(STOP, STOPPING.getBytes(StandardCharsets.UTF_8), Mode.PUBLIC);
    var daemon = command(context, List.of(DAEMON, "--config", FOLDER + "/config.toml"));
    Daemon.start(host, daemon, versionCommand(host));
    var archive = host.home() + "/image.tar";
    ImageArchives.image(host, IMAGE, archive);
    host.execChecked(ctr(context, List.of("image", "import"), archive));
    host.remove(archive);
    host.adopt();
  }

  private static Command versionCommand(Host host) {
    return withAddress(Command.of("ctr", "version").withEnv(CriuOnPath.env(host)).within(LIMIT));
  }

  @Override
  public Optional<String> lost(Host host) {
    return Daemon.lost(host, DAEMON, versionCommand(host));
  }

  private static Command ctr(RuntimeContext context, List<String> args, String... more) {
    var all = new ArrayList<>(List.of("ctr"));
    all.addAll(args);
    all.addAll(List.of(more));
    return withAddress(command(context, all));
  }

  private static Command script(RuntimeContext context, String text, String... args) {
    return withAddress(command(context, Shells.script(text, args).argv()));
  }

  private static Command withAddress(Command command) {
    return command.withEnv(java.util.Map.of("CONTAINERD_ADDRESS", SOCKET));
  }

  @Override
  protected Started run(RuntimeContext context, String name, Command plain) {
    var home = home(context, name);
    var args = new ArrayList<>(List.of("run", "--detach", "--null-io"));
    // The container has a /run of its own.
    args.addAll(List.of("--mount", MOUNT.formatted(context.workloads(), "ro")));
    args.addAll(List.of("--mount", MOUNT.formatted(home, "rw")));
    plain.env().forEach((key, value) -> args.addAll(List.of("--env", key + "=" + value)));
    args.addAll(List.of(IMAGE, id(name), outputTool(context), home));
    args.addAll(plain.argv());
    context.host().execChecked(ctr(context, args));
    return started(context, name);
  }

  @Override
  protected CriuCall checkpoint(
      RuntimeContext context, String name, String images, List<String> options) {
    var host = context.host();
    var log = images + "/dump.log";
    var more = new ArrayList<>(withoutDashes(options));
    more.add("action-script " + STOP);
    RuncOptions.write(host, log, more);
    var args = List.of("container", "checkpoint", "--image", "--rw", "--task");
    var command = ctr(context, args, id(name), reference(images)).within(context.criu().limit());
    var exit = host.exec(command);
    return new CriuCall(host, "dump", command.toString(), exit, images, CriuCaller.log(host, log));
  }

  @Override
  protected CriuCall restoreContainer(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var host = context.host();
    var log = images + "/restore.log";
    var id = id(subject.name());
    host.exec(script(context, REMOVE, id));
    RuncOptions.write(host, log, withoutDashes(options));
    var args = List.of("container", "restore", "--rw", "--live");
    var command = ctr(context, args, id, reference(images));
    var exit = host.exec(command.within(context.criu().limit()));
    if (exit.succeeded()) {
      subject.restoredAs(started(context, subject.name()));
    }
    return new CriuCall(
        host, "restore", command.toString(), exit, images, CriuCaller.log(host, log));
  }

  private static Started started(RuntimeContext context, String name) {
    var text = context.host().execChecked(script(context, PID, id(name))).stdout().strip();
    var pid = Integer.parseInt(text);
    return new Started(pid, pid);
  }

  private static String reference(String images) {
    return "localhost/checkpoint:" + images.substring(images.lastIndexOf('/') + 1);
  }

  /** Returns the options as lines for CRIU's configuration file, since ctr has none for CRIU. */
  private static List<String> withoutDashes(List<String> options) {
    return options.stream().map(o -> o.replaceFirst("^--", "")).toList();
  }

  /** Removes the task: its shim waits until someone asks how the process ended. */
  @Override
  protected void clearDumped(RuntimeContext context, String name) {
    context.host().exec(ctr(context, List.of("task", "rm", "--force"), id(name)));
  }

  @Override
  protected void remove(RuntimeContext context, String name) {
    context.host().exec(script(context, REMOVE, id(name)));
    var all =
        context
            .host()
            .execChecked(ctr(context, List.of("image", "ls", "--quiet")))
            .stdout()
            .lines();
    all.filter(i -> i.startsWith("localhost/checkpoint:"))
        .forEach(i -> context.host().execChecked(ctr(context, List.of("image", "rm"), i)));
  }
}
