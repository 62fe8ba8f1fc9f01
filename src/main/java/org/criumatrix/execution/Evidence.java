package org.criumatrix.execution;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.checkpoint.CriuCall;
import org.criumatrix.criu.CriuStats;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.ProcessStates;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome.Measured;
import org.criumatrix.workload.Subject;

/** Collects a cell's logs and outputs before its folder is removed, and measures its images. */
final class Evidence {

  /** The number of bytes of an output that are kept: 64 MiB. */
  private static final int MAX_OUTPUT = 64 << 20;

  private final Path folder;
  private Map<String, Long> images = Map.of();

  Evidence(Path folder) {
    this.folder = folder;
  }

  /**
   * Measures times and sizes of the first dump and the first restore that succeed, otherwise of the
   * first; the whole cell's time is added later.
   *
   * @param found receives errors in CRIU's statistics
   */
  Measured measure(List<CriuCall> calls, Map<String, String> found) {
    var dump = first(calls, "dump");
    var restore = first(calls, "restore");
    var stats = new TreeMap<String, Long>();
    stats.putAll(stats(dump, "stats-dump", found));
    stats.putAll(stats(restore, "stats-restore", found));
    Long size = null;
    if (dump != null && dump.exit().succeeded()) {
      images = images(dump);
      size = images.values().stream().mapToLong(Long::longValue).sum();
    }
    return new Measured(ms(dump), ms(restore), 0, size, stats);
  }

  private static CriuCall first(List<CriuCall> calls, String action) {
    var all = calls.stream().filter(c -> c.action().equals(action)).toList();
    return all.stream()
        .filter(c -> c.exit().succeeded())
        .findFirst()
        .orElse(all.isEmpty() ? null : all.get(0));
  }

  private static Double ms(CriuCall call) {
    return call == null ? null : call.exit().ms();
  }

  private static TreeMap<String, Long> stats(
      CriuCall call, String image, Map<String, String> found) {
    var stats = new TreeMap<String, Long>();
    if (call != null
        && call.exit().succeeded()
        && call.host().list(call.images()).containsKey(image)) {
      try {
        stats.putAll(CriuStats.read(call.host().read(call.images() + "/" + image)));
      } catch (IllegalArgumentException e) {
        found.put("statistics", e.getMessage());
      }
    }
    return stats;
  }

  /** Returns the sizes of the images proper, without logs and statistics. */
  private static TreeMap<String, Long> images(CriuCall dump) {
    var sizes = new TreeMap<>(dump.host().list(dump.images()));
    sizes.keySet().removeIf(name -> name.endsWith(".log") || name.startsWith("stats-"));
    return sizes;
  }

  /**
   * Keeps the logs of calls.
   *
   * @param from how many of the calls were kept before
   */
  void keepLogs(List<CriuCall> calls, int from) {
    try {
      Files.createDirectories(folder);
      for (var i = from; i < calls.size(); i++) {
        var call = calls.get(i);
        var name = (i + 1) + "-" + call.action() + ".log";
        Files.writeString(folder.resolve(name), call.log() + call.exit().stderr());
        if (!call.stuck().isEmpty()) {
          Files.writeString(folder.resolve(name.replace(".log", ".processes")), call.stuck());
        }
      }
      Files.writeString(folder.resolve("commands.sh"), script(calls));
    } catch (IOException e) {
      throw cannotKeep(e);
    }
  }

  /** Keeps logs, outputs and the list of images. Call it after {@link #measure}. */
  void keep(Rig rig, List<CriuCall> calls) {
    keepLogs(calls, 0);
    try {
      for (var subject : rig.subjects()) {
        keep(subject, subject.stdout(), ".stdout");
        keep(subject, subject.stderr(), ".stderr");
      }
      for (var text : rig.texts().entrySet()) {
        Files.writeString(folder.resolve(text.getKey()), text.getValue());
      }
      if (!images.isEmpty()) {
        var sizes = images.entrySet().stream().map(e -> e.getValue() + "\t" + e.getKey() + "\n");
        Files.writeString(folder.resolve("images.tsv"), sizes.collect(Collectors.joining()));
      }
    } catch (IOException e) {
      throw cannotKeep(e);
    }
  }

  private void keep(Subject subject, String output, String ending) throws IOException {
    byte[] text;
    try {
      text = subject.host().head(output, MAX_OUTPUT);
    } catch (HostException e) {
      // The subject replaced its output by something else; never follow a link out of its folder.
      text = e.getMessage().getBytes(StandardCharsets.UTF_8);
    }
    Files.write(folder.resolve(subject.name() + ending), text);
  }

  /** Keeps the states of a host's processes, which show why a process hangs or is still there. */
  void keepStates(String when, Host host) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(when + ".processes"), ProcessStates.of(host));
    } catch (IOException e) {
      throw cannotKeep(e);
    }
  }

  private static String script(List<CriuCall> calls) {
    return calls.stream()
        .map(
            c -> "# %s after %.1f ms%n%s%n".formatted(c.exit().describe(), c.exit().ms(), c.line()))
        .collect(Collectors.joining());
  }

  void keepKernelLog(List<String> lines) {
    if (lines.isEmpty()) {
      return;
    }
    try {
      Files.writeString(
          folder.resolve("kernel.log"), String.join("\n", lines) + "\n", StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw cannotKeep(e);
    }
  }

  private HostException cannotKeep(IOException e) {
    return new HostException("evidence cannot be kept in " + folder + ": " + e.getMessage(), e);
  }
}
