package org.criumatrix.checkpoint.external;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.checkpoint.CriuCaller;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;
import org.criumatrix.host.Running;
import org.criumatrix.workload.Launch.Started;
import org.criumatrix.workload.Subject;

/**
 * Runs CRIU as the account of a contained job, without help from root. For the dump CRIU joins the
 * job's namespaces, in which the account has the capabilities that it needs. For the restore CRIU
 * is the program of a fresh container.
 */
public record NamespaceJoinCheckpointer(Container container) implements Checkpointer {

  /** What the checkpointer needs from the runtime of a job. */
  public interface Container {

    /** Returns the command prefix that runs a program in a fresh container with the same paths. */
    List<String> freshContainer(RuntimeContext context, Subject subject);

    /** Saves files that the end of the job would remove. The job is dumped and still stopped. */
    default void beforeKill(RuntimeContext context, Subject subject) {}
  }

  /**
   * Options of the tool that starts a job's program: the program gets a higher PID than any process
   * of the fresh container has when CRIU restores there.
   */
  public static final List<String> LEAD_OPTIONS = List.of("--after", "40");

  private static final List<String> NAMESPACES =
      List.of("user", "mnt", "pid", "ipc", "uts", "net", "cgroup");

  private static final int SIGKILL = 9;
  private static final Duration KILL_LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(5);
  private static final String RESTORED = "Restore finished successfully";

  /**
   * {@inheritDoc}
   *
   * <p>The job is killed after the dump and not by CRIU: CRIU runs in the job's PID namespace,
   * which ends with the job and would take CRIU with it.
   */
  @Override
  public CriuCall dump(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var host = context.host();
    var args = new ArrayList<>(List.of("-t", pidInside(host, subject.pid()), "--leave-stopped"));
    var later = new ArrayList<String>();
    new ExternalStreams(context, subject, images).addOptions(args, later);
    ExternalStreams.writeRestoreOptions(host, images, later);
    args.addAll(options);
    var join = joinCommand(host, subject.pid());
    var criu = context.criu().command("dump", images, args);
    var command = context.account().runsInLogin(criu.prefixed(join));
    var call = context.criu().ended("dump", images, command, host.exec(command));
    if (call.exit().succeeded()) {
      container.beforeKill(context, subject);
      subject.kill(KILL_LIMIT);
    }
    return call;
  }

  /**
   * Returns the command prefix that joins the namespaces of a job, except those that it shares with
   * the host.
   */
  private static List<String> joinCommand(Host host, int pid) {
    Predicate<String> isOwn = n -> !namespace(host, "self", n).equals(namespace(host, "" + pid, n));
    var own = NAMESPACES.stream().filter(isOwn).map(n -> "--" + n.replace("mnt", "mount"));
    var how = Stream.of("nsenter", "--preserve-credentials", "--keep-caps", "--target", "" + pid);
    return Stream.of(how, own, Stream.of("--")).flatMap(s -> s).toList();
  }

  private static String namespace(Host host, String process, String name) {
    return host.execChecked(Command.of("readlink", "/proc/" + process + "/ns/" + name))
        .stdout()
        .strip();
  }

  /** Returns the PID of a process in its own namespace: the last number on the line. */
  private static String pidInside(Host host, int pid) {
    var status = new String(host.read("/proc/" + pid + "/status"), StandardCharsets.UTF_8);
    return status
        .lines()
        .filter(l -> l.startsWith("NSpid:"))
        .map(l -> l.substring(l.lastIndexOf('\t') + 1))
        .findFirst()
        .orElseThrow();
  }

  /**
   * {@inheritDoc}
   *
   * <p>CRIU stays as the parent of the job: the container ends with its first program.
   */
  @Override
  public CriuCall restore(
      RuntimeContext context, Subject subject, String images, List<String> options) {
    var host = context.host();
    var criu = context.criu();
    var args = new ArrayList<>(ExternalStreams.readRestoreOptions(host, images));
    args.addAll(options);
    var within = container.freshContainer(context, subject);
    var ends = new ExternalStreams(context, subject, images).open();
    var fresh = context.inHome(criu.command("restore", images, args).prefixed(within));
    var command = ends.givenTo(context.account().runsInLogin(fresh));
    host.exec(Command.of("rm", "-f", images + "/" + CriuCaller.logFile("restore")));
    var began = System.nanoTime();
    var running = host.start(command.within(Duration.ZERO));
    var restored =
        host.await(
                "a finished restore",
                criu.limit(),
                POLL_INTERVAL,
                () -> running.exit().isDone() || isRestored(host, images),
                done -> done)
            .met();
    if (!isRestored(host, images)) {
      var exit = restored ? running.await(command) : killed(host, running, command);
      return criu.ended("restore", images, command, exit);
    }
    var file = subject.workload().argv(context.workloads()).get(0);
    var pid = ContainedProgram.pid(host, running.pid(), file);
    subject.restoredAs(new Started(pid, ends.drain() > 0 ? ends.drain() : pid));
    var wall = Duration.ofNanos(System.nanoTime() - began);
    var succeeded = new Exit(0, 0, false, wall, new byte[0], new byte[0]);
    return criu.ended("restore", images, command, succeeded);
  }

  private static boolean isRestored(Host host, String images) {
    return CriuCaller.log(host, images + "/" + CriuCaller.logFile("restore")).contains(RESTORED);
  }

  private static Exit killed(Host host, Running running, Command command) {
    host.kill(running.pid(), SIGKILL);
    var exit = running.await(command);
    return new Exit(exit.code(), exit.signal(), true, exit.wall(), exit.out(), exit.err());
  }
}
