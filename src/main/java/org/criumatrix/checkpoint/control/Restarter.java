package org.criumatrix.checkpoint.control;

import java.time.Duration;
import java.util.List;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Subject;

/**
 * The first negative control: kills the subject in place of a dump, and starts the workload anew in
 * place of a restore. A case that works with it proves nothing.
 */
public class Restarter extends NoContainer {

  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "restarter";
  }

  /** Returns false: the control never calls CRIU. */
  @Override
  public boolean callsCriuPlainly() {
    return false;
  }

  @Override
  public boolean onlyPretends() {
    return true;
  }

  /** Returns the same control for every method. */
  @Override
  public Runtime by(String method) {
    return this;
  }

  /** Returns the cell's context for both sides, since nothing runs in a container. */
  @Override
  public Sides network(RuntimeContext context) {
    return new Sides(context, context);
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    subject.kill(KILL_LIMIT);
    return pretended(context, "dump", images);
  }

  @Override
  public CriuCall preDump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    return pretended(context, "dump", images);
  }

  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    chooseNextPid(context, subject.pid());
    try {
      context.launch(subject.name(), subject.terminal()).again(subject.workload());
    } catch (HostException e) {
      // The case may have removed the folder. A pretended restore succeeds anyway.
      return pretended(context, "restore", images);
    }
    return pretended(context, "restore", images);
  }

  /** Starts a command in a subject's place, with its PID. */
  public static void startAs(RuntimeContext context, int pid, Command command) {
    chooseNextPid(context, pid);
    context.host().start(command);
  }

  /**
   * Makes the kernel give the next process this PID, as a restore does. Only a PID namespace of its
   * own allows that.
   */
  static void chooseNextPid(RuntimeContext context, int pid) {
    var last = String.valueOf(pid - 1);
    context.host().exec(Command.of("sh", "-c", "echo \"$0\" > /proc/sys/kernel/ns_last_pid", last));
  }

  /** Returns the record of a successful call, without calling CRIU. */
  public static CriuCall pretended(RuntimeContext context, String action, String images) {
    var exit = new Exit(0, 0, false, Duration.ZERO, new byte[0], new byte[0]);
    var line = "(no CRIU: " + action + " is only pretended)";
    return new CriuCall(context.host(), action, line, exit, images, "");
  }
}
