package org.criumatrix.checkpoint.control;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Subject;

/**
 * The first negative control: says it dumps and kills, says it restores and starts the workload
 * afresh. A case that this passes proves nothing.
 */
public class Restarter extends NoContainer {

  private static final Duration KILL_LIMIT = Duration.ofSeconds(5);

  private final Consumer<Subject> observer;

  public Restarter() {
    this(subject -> {});
  }

  /**
   * @param observer is shown each subject before it is killed
   */
  public Restarter(Consumer<Subject> observer) {
    this.observer = observer;
  }

  @Override
  public String name() {
    return "restarter";
  }

  /** It does not call CRIU at all. */
  @Override
  public boolean callsCriuPlainly() {
    return false;
  }

  /** It lies the same in every way. */
  @Override
  public Runtime by(String way) {
    return this;
  }

  /** Nothing of it is in a container. */
  @Override
  public Sides network(RuntimeContext context) {
    return new Sides(context, context);
  }

  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    observer.accept(subject);
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
      // The case may have removed its folder. A liar does not report that.
      return pretended(context, "restore", images);
    }
    return pretended(context, "restore", images);
  }

  /** Starts something in a subject's place, under its PID. */
  public static void startAs(RuntimeContext context, int pid, Command command) {
    chooseNextPid(context, pid);
    context.host().start(command);
  }

  /**
   * The same PID again, as a thorough liar would see to: in a PID namespace of one's own it can be
   * chosen.
   */
  static void chooseNextPid(RuntimeContext context, int pid) {
    var last = String.valueOf(pid - 1);
    context.host().exec(Command.of("sh", "-c", "echo \"$0\" > /proc/sys/kernel/ns_last_pid", last));
  }

  /** What an honest call would have returned, had all gone well. */
  public static CriuCall pretended(RuntimeContext context, String action, String images) {
    var exit = new Exit(0, 0, false, Duration.ZERO, new byte[0], new byte[0]);
    var line = "(no CRIU: " + action + " is only pretended)";
    return new CriuCall(context.host(), action, line, exit, images, "");
  }
}
