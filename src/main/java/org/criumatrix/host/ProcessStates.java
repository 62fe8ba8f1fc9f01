package org.criumatrix.host;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Describes what the processes of a host are doing, to find out why nothing happens. */
public final class ProcessStates {

  private static final Duration LIMIT = Duration.ofSeconds(5);

  /**
   * Prints what the caller may read: stacks are readable for root only, and a process may end
   * meanwhile.
   */
  private static final String DESCRIBE =
      """
      for pid; do
        cd "/proc/$pid" 2>/dev/null || continue
        echo "== $pid $(tr '\\0' ' ' <cmdline)"
        grep -E '^(Name|State|PPid|TracerPid|Threads|SigPnd|SigBlk|SigIgn|SigCgt):' status
        for task in task/*; do
          echo "-- $task: $(cat "$task/comm"), wchan $(cat "$task/wchan"), syscall $(cat "$task/syscall")"
          cat "$task/stack"
        done
      done 2>/dev/null
      :
      """;

  private ProcessStates() {}

  /** Returns the states of all processes that were started on the host and still run. */
  public static String of(Host host) {
    var processes = host.processes();
    if (processes.isEmpty()) {
      return "no process is there\n";
    }
    var argv = new ArrayList<>(List.of("sh", "-c", DESCRIBE, "sh"));
    processes.forEach(p -> argv.add(String.valueOf(p.pid())));
    return host.exec(Command.of(argv).within(LIMIT)).stdout();
  }
}
