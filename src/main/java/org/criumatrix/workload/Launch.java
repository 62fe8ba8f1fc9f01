package org.criumatrix.workload;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * How and where to start a workload.
 *
 * @param host where
 * @param workloads the folder of workloads on the host
 * @param folder its folder; made here
 * @param work its working folder, below that one or elsewhere; made here too
 * @param as rewrites the command so that the right account runs it
 * @param owner the owner of what is made for it
 * @param terminal as a job of a shell on a terminal of its own
 */
public record Launch(
    Host host,
    String workloads,
    String folder,
    String work,
    UnaryOperator<Command> as,
    Mode owner,
    boolean terminal) {

  /** Stands in a workload's environment for its working folder. */
  static final String WORK = "{work}";

  private static final byte[] EMPTY = {};

  /** The same, and the command is rewritten once more: it runs within something. */
  public Launch within(UnaryOperator<Command> more) {
    return new Launch(host, workloads, folder, work, c -> more.apply(as.apply(c)), owner, terminal);
  }

  /** The same, and its output goes into files of another folder, which is there already. */
  public Launch withOutputsIn(String other) {
    return new Launch(host, workloads, other, work, as, owner, terminal);
  }

  /**
   * What was started.
   *
   * @param pid the workload's first process
   * @param outputPid the process whose end means that all of its output has arrived: itself, or who
   *     brings it
   */
  public record Started(int pid, int outputPid) {}

  public Subject start(Workload workload) {
    prepare();
    return again(workload);
  }

  /** Starts it some other way: in a container. */
  public Subject startBy(Workload workload, Function<Command, Started> starter) {
    prepare();
    return new Subject(host, workload, folder, work, starter.apply(command(workload)), terminal);
  }

  private void prepare() {
    host.mkdir(folder, owner);
    host.mkdir(work, owner);
    var file = new Mode("0644", owner.uid(), owner.gid());
    // Made first: CRIU reopens them as the account that they must therefore belong to.
    host.write(folder + "/stdout", EMPTY, file);
    host.write(folder + "/stderr", EMPTY, file);
  }

  /** Starts it where it, or another, ran before; what that wrote stays, and more is added. */
  public Subject again(Workload workload) {
    var pid = host.start(as.apply(command(workload))).pid();
    return new Subject(host, workload, folder, work, new Started(pid, pid), terminal);
  }

  private Map<String, String> environment(Workload workload) {
    var all = new TreeMap<String, String>();
    workload.env().forEach((name, value) -> all.put(name, value.replace(WORK, work)));
    return all;
  }

  private Command command(Workload workload) {
    return Command.of(workload.argv(workloads))
        .withEnv(host.workloadEnvironment())
        .withEnv(environment(workload))
        .in(work)
        .withOutputs(folder + "/stdout", folder + "/stderr")
        .onTerminal(terminal)
        .within(Duration.ZERO);
  }
}
