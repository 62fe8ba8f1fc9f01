package org.criumatrix.execution;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.Host;

/** Watches the kernel while a cell runs: its log and its taint flags. */
final class KernelWatch {

  private final Host host;
  private final String taint;

  /** Watches a host's kernel from now on. */
  KernelWatch(Host host) {
    this.host = host;
    this.taint = taint();
    host.kernelLog();
  }

  /** Returns the log's lines since then, with an additional line if the taint flags changed. */
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
