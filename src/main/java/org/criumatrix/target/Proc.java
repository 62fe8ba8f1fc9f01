package org.criumatrix.target;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Reads /proc. A process may end at any time; what is gone or not readable is empty. */
record Proc(Path root) {

  private static final int MAX_SIZE = 8 << 20;

  Optional<ProcessStat> stat(long pid) {
    return read(pid, "stat").flatMap(ProcessStat::of);
  }

  /** Returns all processes that are visible, by their PIDs. */
  Map<Long, ProcessStat> all() {
    var all = new TreeMap<Long, ProcessStat>();
    try (var folders = Files.newDirectoryStream(root, "[0-9]*")) {
      for (var folder : folders) {
        var pid = Long.parseLong(folder.getFileName().toString());
        stat(pid).ifPresent(stat -> all.put(pid, stat));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(root + " cannot be read", e);
    }
    return all;
  }

  /** Returns a value of {@code /proc/PID/status}. */
  Optional<String> status(long pid, String key) {
    return read(pid, "status").stream()
        .flatMap(String::lines)
        .filter(line -> line.startsWith(key + ":"))
        .map(line -> line.substring(key.length() + 1).strip())
        .findFirst();
  }

  /** Returns the environment with which the program was started. */
  Optional<Map<String, String>> environment(long pid) {
    return read(pid, "environ")
        .map(
            text -> {
              var all = new LinkedHashMap<String, String>();
              for (var entry : text.split("\0")) {
                var equals = entry.indexOf('=');
                if (equals > 0) {
                  all.putIfAbsent(entry.substring(0, equals), entry.substring(equals + 1));
                }
              }
              return all;
            });
  }

  Optional<List<String>> commandLine(long pid) {
    return read(pid, "cmdline").map(text -> List.of(text.split("\0")));
  }

  /** Returns the mount namespace, {@code mnt:[4026531841]}, if this account may look at it. */
  Optional<String> mountNamespace(long pid) {
    try {
      return Optional.of(Files.readSymbolicLink(file(pid, "ns/mnt")).toString());
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /**
   * Reads a file that the process sees under an absolute path. The process chose the path, so it
   * may lead to a pipe or a device, which could keep the reader for ever.
   */
  Optional<String> readAs(long pid, String path) {
    var file = file(pid, "root").resolve(path.replaceFirst("^/+", ""));
    return Files.isRegularFile(file) ? text(file) : Optional.empty();
  }

  Optional<String> read(long pid, String name) {
    return text(file(pid, name));
  }

  Path file(long pid, String name) {
    return root.resolve(String.valueOf(pid)).resolve(name);
  }

  private static Optional<String> text(Path file) {
    try (var in = Files.newInputStream(file)) {
      return Optional.of(new String(in.readNBytes(MAX_SIZE), StandardCharsets.UTF_8));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Returns the process with its ancestors, itself first. */
  static List<ProcessStat> line(Map<Long, ProcessStat> all, long pid) {
    var line = new LinkedHashMap<Long, ProcessStat>();
    for (var at = all.get(pid);
        at != null && !line.containsKey(at.pid());
        at = all.get(at.parent())) {
      line.put(at.pid(), at);
    }
    return List.copyOf(line.values());
  }

  /** Returns those that are not below another one, in their order. */
  static List<Long> topmost(Map<Long, ProcessStat> all, Collection<Long> pids) {
    return pids.stream()
        .filter(
            pid -> line(all, pid).stream().skip(1).noneMatch(above -> pids.contains(above.pid())))
        .toList();
  }
}
