package org.criumatrix.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Host;

/** What the kernel has to say while a cell runs: its log, and whether it calls itself tainted. */
final class KernelWatch {

  private final Host host;
  private final String taint;

  /** From now on. */
  KernelWatch(Host host) {
    this.host = host;
    this.taint = taint();
    host.kernelLog();
  }

  /** Lines of the log since then, and a line of ours when a taint flag is new. */
  List<String> lines() {
    var lines = new ArrayList<>(host.kernelLog());
    var now = taint();
    if (!now.equals(taint)) {
      lines.add("criu-matrix: the kernel's taint flags were %s and are %s".formatted(taint, now));
    }
    return List.copyOf(lines);
  }

  /** Returns the lines of several hosts; those that share a kernel have the same lines once. */
  static List<String> lines(List<KernelWatch> watches) {
    var all = new ArrayList<>(watches.get(0).lines());
    for (var other : watches.subList(1, watches.size())) {
      var known = List.copyOf(all);
      other.lines().stream().filter(l -> !known.contains(l)).forEach(all::add);
    }
    return List.copyOf(all);
  }

  private String taint() {
    return new String(host.read("/proc/sys/kernel/tainted"), StandardCharsets.UTF_8).strip();
  }
}
