package org.criumatrix.account;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the processor time, user and system, of this JVM and of the programs it started that have
 * ended. The kernel adds up a program's own time and that of all children that it waited for
 * (proc_pid_stat(5)).
 */
public final class ProcessorTime {

  /** Fields of proc_pid_stat(5) after the closing bracket of the command, counted from 0. */
  private static final int CHILDREN_USER = 13;

  private static final int CHILDREN_SYSTEM = 14;

  /** USER_HZ, which is 100 wherever Linux runs Java. */
  private static final double MS_IN_TICK = 10;

  private static final double NANOS_IN_MS = 1e6;

  private ProcessorTime() {}

  /**
   * Returns milliseconds by the keys {@code suite} and {@code programs}.
   *
   * @throws IllegalStateException if the kernel does not report them
   */
  public static Map<String, Double> ms() {
    var ms = new TreeMap<String, Double>();
    var os = ManagementFactory.getOperatingSystemMXBean();
    if (os instanceof com.sun.management.OperatingSystemMXBean jvm) {
      ms.put("suite", jvm.getProcessCpuTime() / NANOS_IN_MS);
    }
    try {
      ms.put("programs", children(Files.readString(Path.of("/proc/self/stat"))));
    } catch (IOException e) {
      throw new IllegalStateException("/proc is not readable", e);
    }
    return ms;
  }

  /** Parses the times of ended children. The command's name may contain blanks and brackets. */
  static double children(String stat) {
    var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    var ticks = Long.parseLong(fields[CHILDREN_USER]) + Long.parseLong(fields[CHILDREN_SYSTEM]);
    return ticks * MS_IN_TICK;
  }
}
