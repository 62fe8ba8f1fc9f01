package org.criumatrix.target;

import java.util.Optional;

/**
 * What {@code /proc/PID/stat} has of a process.
 *
 * @param name at most 15 bytes of its program's name
 * @param started in ticks since the machine's start
 */
record ProcessStat(
    long pid,
    String name,
    char state,
    long parent,
    long session,
    long flags,
    int threads,
    long started) {

  /** PF_KTHREAD of include/linux/sched.h. */
  private static final long KERNEL_THREAD = 0x00200000;

  /** Places of the fields after the name. */
  private static final int PARENT = 1;

  private static final int SESSION = 3;
  private static final int FLAGS = 6;
  private static final int THREADS = 17;
  private static final int STARTED = 19;

  /** Parses a line. The name may have spaces and brackets. */
  static Optional<ProcessStat> of(String line) {
    var open = line.indexOf('(');
    var close = line.lastIndexOf(')');
    var fields = close < 0 ? new String[0] : line.substring(close + 1).strip().split(" ");
    if (open < 1 || fields.length <= STARTED) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessStat(
            Long.parseLong(line.substring(0, open).strip()),
            Printable.text(line.substring(open + 1, close)),
            fields[0].charAt(0),
            Long.parseLong(fields[PARENT]),
            Long.parseLong(fields[SESSION]),
            Long.parseLong(fields[FLAGS]),
            Integer.parseInt(fields[THREADS]),
            Long.parseLong(fields[STARTED])));
  }

  boolean isKernelThread() {
    return (flags & KERNEL_THREAD) != 0;
  }

  /** Whether all of its threads have ended. The first thread may have ended before the others. */
  boolean hasEnded() {
    return "ZXx".indexOf(state) >= 0 && threads <= 1;
  }

  /** Returns {@code process 4711 (postgres)}. */
  String describe() {
    return "process %d (%s)".formatted(pid, name);
  }
}
