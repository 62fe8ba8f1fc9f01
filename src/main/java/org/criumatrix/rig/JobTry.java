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
 * One try of a batch job, as seen on a node at one moment: the process that the batch system
 * started there, and the program below it.
 *
 * @param leader the wrapper's process; the program's own where there is no wrapper
 * @param program the program's first process; the same as the leader where there is no wrapper
 */
record JobTry(BatchSystem batchSystem, Host host, int leader, int program, Identity identity) {

  /**
   * The index of the start time in /proc/PID/stat, counted from after the name (proc_pid_stat(5),
   * field 22).
   */
  private static final int START_TIME = 19;

  /**
   * Identifies a process, and the start of its program.
   *
   * @param startTime when the kernel created the process; a restore changes it
   * @param auxiliary stays the same over a restore, and differs for a program that was started
   *     again
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
   * Finds the try of a job that runs now; empty while there is none.
   *
   * @param mark a string in the environment of the job's processes; empty if there is no other job
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
    // A wrapper may have the same name, and for a moment so does the process that is about to exec
    // the
    // program.
    return jobs.stream()
        .filter(p -> p.runs(file))
        .filter(p -> !wrapped || p.session() == p.pid() && has(jobs, p.parent()))
        .filter(p -> mark.isEmpty() || environment(node, p.pid()).contains(mark.get()))
        .findFirst()
        .flatMap(p -> seen(batchSystem, node, wrapped ? p.parent() : p.pid(), p.pid()));
  }

  /** Returns the environment of a process; empty when it has ended. */
  private static List<String> environment(Host node, int pid) {
    return contents(node, "/proc/%d/environ".formatted(pid))
        .map(text -> List.of(text.split("\0")))
        .orElse(List.of());
  }

  private static boolean has(List<HostProcess> some, int pid) {
    return some.stream().anyMatch(p -> p.pid() == pid);
  }

  /** Returns the try whose process has this PID, even if the batch system has not started it. */
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
      // The process has ended.
      return Optional.empty();
    }
  }

  private static String text(Host host, String file) {
    return new String(host.read(file), StandardCharsets.UTF_8);
  }

  /**
   * Returns what the program has printed; empty when it is gone. The batch system's file is read
   * first, because in docker the program's output is a pipe, which the suite must not read.
   */
  String output() {
    var own = program == leader ? batchSystem.streamOnNode("stdout") : Optional.of("../stdout");
    return own.flatMap(file -> contents("/proc/%d/cwd/%s".formatted(program, file)))
        .or(() -> contents("/proc/%d/fd/1".formatted(program)))
        .orElse("");
  }

  /** Returns what the wrapper has printed so far; empty when it is gone. */
  String wrapperOutput() {
    return batchSystem.streamOnNode("stderr").map(this::file).orElse("");
  }

  /** Returns the content of a file in the job's folder; empty when there is none. */
  String file(String name) {
    return contents("/proc/%d/cwd/%s".formatted(leader, name)).orElse("");
  }

  /**
   * Returns what the program had printed when the checkpoint was made from which it continued.
   *
   * @param checkpoint the checkpoint's file in the job's folder
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
      // There is no such file, or the process has ended.
      return Optional.empty();
    }
  }
}
