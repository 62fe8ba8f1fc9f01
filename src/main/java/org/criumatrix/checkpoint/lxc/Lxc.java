package org.criumatrix.checkpoint.lxc;

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
import org.criumatrix.checkpoint.image.Sandbox;
import org.criumatrix.checkpoint.packaged.SingleContainerRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/** LXC. The subject writes straight to its folder, which is mounted: LXC keeps no pipes. */
public final class Lxc extends SingleContainerRuntime {

  /**
   * A configuration without consoles and terminals, whose other ends would disappear with the
   * container.
   */
  private static final String CONFIGURATION =
      """
      lxc.uts.name = criu-matrix
      lxc.rootfs.path = dir:%s
      lxc.init.cmd = %s
      lxc.console.path = none
      lxc.tty.max = 0
      lxc.net.0.type = empty
      lxc.mount.auto = proc:mixed sys:ro
      lxc.mount.entry = %s %s none bind,create=dir 0 0
      """;

  /**
   * Unmounts a hierarchy of control groups without controllers, as version 2 is next to version 1.
   * There lxc-checkpoint frees an uninitialised pointer ({@code controllers} in exec_criu) and
   * dies.
   */
  private static final String WITHOUT_EMPTY_HIERARCHY =
      "[ ! -d /sys/fs/cgroup/unified ] || umount /sys/fs/cgroup/unified";

  public Lxc(Edition edition, Optional<Checkpointer> external) {
    super(edition, external);
  }

  @Override
  protected Runtime withCheckpointer(Optional<Checkpointer> other) {
    return new Lxc(edition(), other);
  }

  @Override
  public void prepare(RuntimeContext context) {
    super.prepare(context);
    context.host().execChecked(Shells.script(WITHOUT_EMPTY_HIERARCHY));
  }

  @Override
  protected Started run(RuntimeContext context, String name, Command plain) {
    var host = context.host();
    Sandbox.make(context, name, List.of(plain.argv().get(0), outputTool(context)), List.of());
    var home = home(context, name);
    var init = new ArrayList<>(List.of(outputTool(context), home));
    init.addAll(plain.argv());
    var text = new StringBuilder();
    text.append(
        CONFIGURATION.formatted(
            Sandbox.folder(context, name), String.join(" ", init), home, home.substring(1)));
    plain
        .env()
        .forEach((key, value) -> text.append("lxc.environment = %s=%s%n".formatted(key, value)));
    host.execChecked(Command.of("mkdir", "-p", folder(context) + "/" + id(name)));
    host.write(
        folder(context) + "/" + id(name) + "/config",
        text.toString().getBytes(StandardCharsets.UTF_8),
        Mode.DATA);
    host.execChecked(lxc(context, "lxc-start", name, List.of("--daemon")));
    return started(context, name);
  }

  private static Started started(RuntimeContext context, String name) {
    var info =
        context
            .host()
            .execChecked(lxc(context, "lxc-info", name, List.of("--pid", "--no-humanize")));
    var pid = Integer.parseInt(info.stdout().strip());
    return new Started(pid, pid);
  }

  @Override
  protected CriuCall checkpoint(
      RuntimeContext context, String name, String images, List<String> options) {
    return call(context, name, "dump", images, List.of("--stop"));
  }

  @Override
  protected CriuCall restoreContainer(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var call = call(context, subject.name(), "restore", images, List.of("--restore", "--daemon"));
    if (call.exit().succeeded()) {
      subject.restoredAs(started(context, subject.name()));
    }
    return call;
  }

  /** Calls lxc-checkpoint, which always sets the options that cases request. */
  private static CriuCall call(
      RuntimeContext context, String name, String action, String images, List<String> more) {
    var host = context.host();
    var args = new ArrayList<>(List.of("--checkpoint-dir", images, "--verbose"));
    args.addAll(more);
    var command = lxc(context, "lxc-checkpoint", name, args).within(context.criu().limit());
    var exit = host.exec(command);
    var log = CriuCaller.log(host, images + "/" + action + ".log");
    return new CriuCall(host, action, command.toString(), exit, images, log);
  }

  private static Command lxc(
      RuntimeContext context, String program, String name, List<String> more) {
    var args = new ArrayList<>(List.of(program, "--lxcpath", folder(context), "--name", id(name)));
    args.addAll(more);
    return command(context, args);
  }

  private static String folder(RuntimeContext context) {
    return context.folder() + "/lxc";
  }

  @Override
  protected void remove(RuntimeContext context, String name) {
    context.host().exec(lxc(context, "lxc-stop", name, List.of("--kill")));
  }
}
