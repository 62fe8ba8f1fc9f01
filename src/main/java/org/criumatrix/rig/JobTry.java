package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.cell.AuxiliaryVector;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Workload;

/**
 * A job of a batch system as it is seen on a node at a moment: what the batch system has started
 * there, and the program below it.
 *
 * @param leader the wrapper's process; the program's where there is none
 * @param program the program's own first process; the leader itself where nothing is around it
 */
record JobTry(BatchSystem batchSystem, Host host, int leader, int program, Identity identity) {

  /** In /proc/PID/stat, counted from behind the name (proc_pid_stat(5), field 22). */
  private static final int START_TIME = 19;

  /**
   * Who a process is.
   *
   * @param startTime when the kernel made it: another one after a restore
   * @param auxiliary the same after a restore, another one of a program that was started afresh
   */
  record Identity(String startTime, AuxiliaryVector auxiliary) {

    boolean isTheSameProcess(Identity other) {
      return startTime.equals(other.startTime);
    }

    boolean isTheSameProgram(Identity other) {
      return auxiliary.equals(other.auxiliary);
    }
  }

  /**
   * Where a program runs that was started as a job; empty while there is none.
   *
   * @param mark what the job's processes have in their environment; empty: there is no other job
   */
  static Optional<JobTry> find(
      BatchSystem batchSystem, Workload workload, boolean wrapped, Optional<String> mark) {
    return batchSystem.nodes().stream()
        .flatMap(node -> find(batchSystem, node, workload, wrapped, mark).stream())
        .findFirst();
  }

  private static Optional<JobTry> find(
      BatchSystem batchSystem,
      Host node,
      Workload workload,
      boolean wrapped,
      Optional<String> mark) {
    var all = node.processes();
    var file = workload.argv("").get(0);
    var jobs =
        all.stream()
            .filter(p -> batchSystem.starters().stream().anyMatch(p::runs))
            .flatMap(starter -> HostProcess.under(starter.pid(), all).stream().skip(1))
            .filter(p -> p.state() != 'Z')
            .toList();
    // A wrapper may be of the same name, and for a moment so is the process that is about to be the
    // program.
    return jobs.stream()
        .filter(p -> p.runs(file))
        .filter(p -> !wrapped || p.session() == p.pid() && has(jobs, p.parent()))
        .filter(p -> mark.isEmpty() || environment(node, p.pid()).contains(mark.get()))
        .findFirst()
        .flatMap(p -> seen(batchSystem, node, wrapped ? p.parent() : p.pid(), p.pid()));
  }

  /** Empty when it has ended. */
  private static List<String> environment(Host node, int pid) {
    return contents(node, "/proc/%d/environ".formatted(pid))
        .map(text -> List.of(text.split("\0")))
        .orElse(List.of());
  }

  private static boolean has(List<HostProcess> some, int pid) {
    return some.stream().anyMatch(p -> p.pid() == pid);
  }

  /** The process with this PID, even if the batch system has not started it. */
  static Optional<JobTry> at(BatchSystem batchSystem, Host node, int pid) {
    return node.processes().stream()
        .filter(p -> p.pid() == pid && p.state() != 'Z')
        .findFirst()
        .flatMap(p -> seen(batchSystem, node, pid, pid));
  }

  private static Optional<JobTry> seen(
      BatchSystem batchSystem, Host node, int leader, int program) {
    try {
      var stat = text(node, "/proc/%d/stat".formatted(program));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return AuxiliaryVector.of(node, program)
          .map(auxiliary -> new Identity(fields[START_TIME], auxiliary))
          .map(identity -> new JobTry(batchSystem, node, leader, program, identity));
    } catch (HostException e) {
      // It has ended since.
      return Optional.empty();
    }
  }

  private static String text(Host host, String file) {
    return new String(host.read(file), StandardCharsets.UTF_8);
  }

  /**
   * What the program has printed, in a file; nothing when it is gone. The batch system's file is
   * read first: in docker the program's output is a pipe, which the suite must not read.
   */
  String output() {
    var own = program == leader ? batchSystem.streamOnNode("stdout") : Optional.of("../stdout");
    return own.flatMap(file -> contents("/proc/%d/cwd/%s".formatted(program, file)))
        .or(() -> contents("/proc/%d/fd/1".formatted(program)))
        .orElse("");
  }

  /** What the wrapper has printed until now; empty when it is gone. */
  String wrapperOutput() {
    return batchSystem.streamOnNode("stderr").map(this::file).orElse("");
  }

  /** What is in a file of the job's folder; empty when there is none. */
  String file(String name) {
    return contents("/proc/%d/cwd/%s".formatted(leader, name)).orElse("");
  }

  /**
   * What the program had printed when the checkpoint that it continued from was made.
   *
   * @param checkpoint in the job's folder
   */
  String outputAtCheckpoint(String checkpoint) {
    var file = "/proc/%d/cwd/%s".formatted(leader, checkpoint);
    var unpack = Command.of("tar", "--extract", "--to-stdout", "--file", file, "stdout");
    return host.exec(unpack).stdout();
  }

  private Optional<String> contents(String file) {
    return contents(host, file);
  }

  private static Optional<String> contents(Host host, String file) {
    try {
      return Optional.of(text(host, file));
    } catch (HostException e) {
      // There is none, or the process has ended since.
      return Optional.empty();
    }
  }
}
