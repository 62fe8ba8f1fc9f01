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
import org.criumatrix.checkpoint.packaged.SingleContainerRuntime;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/**
 * gVisor's runsc, whose containers run on a kernel of their own in one process of the host. That
 * kernel writes its whole state into a file and reads it again, so no CRIU takes part.
 */
public final class Runsc extends SingleContainerRuntime {

  private static final String PROGRAM = "runsc";

  private final RunscMode mode;

  public Runsc(Edition edition) {
    this(edition, RunscMode.USUAL);
  }

  private Runsc(Edition edition, RunscMode mode) {
    super(edition, Optional.empty());
    this.mode = mode;
  }

  @Override
  public boolean needsNoCriu() {
    return true;
  }

  @Override
  public Runtime by(String method) {
    return new Runsc(edition(), RunscMode.of(method));
  }

  @Override
  protected Runtime withCheckpointer(Optional<Checkpointer> other) {
    throw new IllegalArgumentException("CRIU is not called for containers of " + name());
  }

  @Override
  public void prepare(RuntimeContext context) {
    RunscNetwork.make(context.host());
  }

  @Override
  public Sides network(RuntimeContext context) {
    return RunscNetwork.sides(context);
  }

  @Override
  protected Started run(RuntimeContext context, String name, Command plain) {
    OciBundle.make(context, name, plain);
    context.host().mkdir(logs(context, name), Mode.PUBLIC);
    var command = container(context, name, "run", List.of("--detach"));
    context.host().exec(command.withOutputs(plain.stdout(), plain.stderr()).within(LIMIT));
    // The PID is written before the program starts. If it does not, the output has the reason.
    return started(context, name).orElseThrow(ForegroundContainer::notStarted);
  }

  @Override
  protected CriuCall checkpoint(
      RuntimeContext context, String name, String images, List<String> options) {
    var host = context.host();
    var args = new ArrayList<>(List.of("--image-path", images));
    args.addAll(options);
    args.add(id(name));
    var command = runsc(context, name, List.of("checkpoint"), args);
    var exit = host.exec(command.within(context.criu().limit()));
    return new CriuCall(
        host, "dump", command.toString(), exit, images, CriuCaller.log(host, log(context, name)));
  }

  @Override
  protected CriuCall restoreContainer(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var host = context.host();
    var name = subject.name();
    remove(context, name);
    host.remove(errors(context, name));
    var more = new ArrayList<>(List.of("--detach", "--image-path", images));
    more.addAll(options);
    var command = container(context, name, "restore", more);
    var exit =
        host.exec(
            command.withOutputs(subject.stdout(), subject.stderr()).within(context.criu().limit()));
    if (exit.succeeded()) {
      started(context, name).ifPresent(subject::restoredAs);
    }
    var log = CriuCaller.log(host, log(context, name));
    return new CriuCall(
        host, "restore", command.toString(), said(context, name, exit), images, log);
  }

  /**
   * Returns the end of a call with what runsc wrote of its failure, since its output is the
   * container's.
   */
  private static Exit said(RuntimeContext context, String name, Exit exit) {
    var text = RunscErrors.messages(CriuCaller.log(context.host(), errors(context, name)));
    return new Exit(
        exit.code(),
        exit.signal(),
        exit.timedOut(),
        exit.wall(),
        exit.out(),
        text.getBytes(StandardCharsets.UTF_8));
  }

  private Optional<Started> started(RuntimeContext context, String name) {
    var text = CriuCaller.log(context.host(), pidFile(context, name)).strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    var pid = Integer.parseInt(text);
    return Optional.of(
        new Started(pid, pid, Optional.of(new RunscProcesses(context.host(), id(name)))));
  }

  /** Returns a command that makes a container. */
  private Command container(RuntimeContext context, String name, String how, List<String> more) {
    var host = context.host();
    host.remove(pidFile(context, name));
    var args = new ArrayList<>(List.of("--bundle", OciBundle.folder(context, name)));
    args.addAll(List.of("--pid-file", pidFile(context, name)));
    args.addAll(more);
    args.add(id(name));
    var words = new ArrayList<>(mode.flags(context));
    words.add(how);
    return mode.prepared(context, runsc(context, name, words, args));
  }

  private static Command runsc(
      RuntimeContext context, String name, List<String> words, List<String> args) {
    var all = new ArrayList<>(List.of(PROGRAM, "--log=" + errors(context, name)));
    all.add("--debug-log=" + logs(context, name) + "/%COMMAND%.log");
    all.addAll(words);
    all.addAll(args);
    return command(context, all);
  }

  private static String pidFile(RuntimeContext context, String name) {
    return context.folder() + "/pid-of-" + name;
  }

  private static String logs(RuntimeContext context, String name) {
    return context.folder() + "/log-of-" + name;
  }

  /** Returns the log of the container's kernel. */
  private static String log(RuntimeContext context, String name) {
    return logs(context, name) + "/boot.log";
  }

  private static String errors(RuntimeContext context, String name) {
    return logs(context, name) + "/errors.json";
  }

  @Override
  protected void awaitEnd(Host host) {
    // Its removal waits for all of its processes.
  }

  @Override
  protected void clearDumped(RuntimeContext context, String name) {
    remove(context, name);
  }

  @Override
  protected void remove(RuntimeContext context, String name) {
    context.host().exec(command(context, List.of(PROGRAM, "delete", "--force", id(name))));
  }
}
