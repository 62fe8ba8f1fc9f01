package org.criumatrix.workload;

import java.time.Duration;
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

  private static final byte[] EMPTY = {};

  /** The same, and the command is rewritten once more: it runs within something. */
  public Launch within(UnaryOperator<Command> more) {
    return new Launch(host, workloads, folder, work, c -> more.apply(as.apply(c)), owner, terminal);
  }

  public Subject start(Workload workload) {
    host.mkdir(folder, owner);
    host.mkdir(work, owner);
    var file = new Mode("0644", owner.uid(), owner.gid());
    // Made first: CRIU reopens them as the account that they must therefore belong to.
    host.write(folder + "/stdout", EMPTY, file);
    host.write(folder + "/stderr", EMPTY, file);
    return again(workload);
  }

  /** Starts it where it, or another, ran before; what that wrote stays, and more is added. */
  public Subject again(Workload workload) {
    var command =
        Command.of(workload.argv(workloads))
            .withEnv(workload.env())
            .in(work)
            .withOutputs(folder + "/stdout", folder + "/stderr")
            .onTerminal(terminal)
            .within(Duration.ZERO);
    return new Subject(host, workload, folder, work, host.start(as.apply(command)), terminal);
  }
}
