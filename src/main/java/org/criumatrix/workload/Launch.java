package org.criumatrix.workload;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.Host.Mode;

/**
 * How and where to start a workload.
 *
 * @param host where to start it
 * @param workloads the folder of workloads on the host
 * @param folder its folder, which is created
 * @param work its working folder, below {@code folder} or elsewhere, which is created
 * @param as rewrites the command so that it runs as the right account
 * @param owner the owner of its folders and files
 * @param terminal whether to start it as a job of a shell on a terminal of its own
 * @param exists whether the working folder exists, with everything that the workload needs
 */
public record Launch(
    Host host,
    String workloads,
    String folder,
    String work,
    UnaryOperator<Command> as,
    Mode owner,
    boolean terminal,
    boolean exists) {

  /** The placeholder for the working folder in a workload's environment. */
  static final String WORK = "{work}";

  /** On an idle machine a preparation takes a second. */
  private static final Duration PREPARATION = Duration.ofMinutes(1);

  private static final byte[] EMPTY = {};

  /** Returns a launch whose command is wrapped once more, for instance to run in a namespace. */
  public Launch within(UnaryOperator<Command> more) {
    return new Launch(
        host, workloads, folder, work, c -> more.apply(as.apply(c)), owner, terminal, exists);
  }

  /** Returns a launch with the output in another folder, which must exist. */
  public Launch withOutputsIn(String other) {
    return new Launch(host, workloads, other, work, as, owner, terminal, exists);
  }

  /**
   * A started workload.
   *
   * @param pid the workload's first process, or the process that is its kernel
   * @param outputPid the process whose end means that all output has arrived: the workload itself,
   *     or the process that forwards its output
   * @param inner the workload's processes if they run on a kernel of their own
   */
  public record Started(int pid, int outputPid, Optional<InnerProcesses> inner) {

    public Started(int pid, int outputPid) {
      this(pid, outputPid, Optional.empty());
    }
  }

  public Subject start(Workload workload) {
    prepare(workload);
    return again(workload);
  }

  /** Starts the workload in another way, for instance in a container. */
  public Subject startBy(Workload workload, Function<Command, Started> starter) {
    prepare(workload);
    return new Subject(host, workload, folder, work, starter.apply(command(workload)), terminal);
  }

  /** Returns a launch in a working folder that exists and has the workload's input. */
  public Launch inExistingFolder(String other) {
    return new Launch(host, workloads, folder, other, as, owner, terminal, true);
  }

  private void prepare(Workload workload) {
    host.mkdir(folder, owner);
    var file = new Mode("0644", owner.uid(), owner.gid());
    // Created here with the right owner: CRIU reopens them as the workload's account.
    host.write(folder + "/stdout", EMPTY, file);
    host.write(folder + "/stderr", EMPTY, file);
    if (exists) {
      return;
    }
    host.mkdir(work, owner);
    var input = workload.files();
    folders(input.keySet()).forEach(each -> host.mkdir(work + "/" + each, owner));
    input.forEach(
        (path, content) ->
            host.write(work + "/" + path, content.getBytes(StandardCharsets.UTF_8), file));
    if (!workload.preparation().isEmpty()) {
      host.execChecked(
          as.apply(
              Command.of("sh", "-euc", workload.preparation().replace(Workloads.FOLDER, workloads))
                  .withEnv(environment(workload))
                  .in(work)
                  .within(PREPARATION)));
    }
  }

  /** Returns the folders of files, parents first. */
  private static TreeSet<String> folders(Set<String> paths) {
    var folders = new TreeSet<String>();
    for (var path : paths) {
      for (var end = path.indexOf('/'); end > 0; end = path.indexOf('/', end + 1)) {
        folders.add(path.substring(0, end));
      }
    }
    return folders;
  }

  /** Starts the workload in the folders of an earlier run; its output is appended to that run's. */
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
