package org.criumatrix.host;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.matrix.ResourceText;

/**
 * Hosts that show this machine's files, and keep what is written to them in memory: nothing of the
 * machine changes. Needs root.
 *
 * @param agent the agent's program
 * @param inPlace a folder that is written for real; empty: none
 * @param memory how much the written files may take, as tmpfs names it: {@code 80%}
 */
public record MachineView(Path agent, Optional<Path> inPlace, String memory) implements HostKind {

  /** The folder inside, below the home, with a layer for each file system. */
  private static final String LAYERS = "/layers";

  private static final List<String> ALONE =
      List.of(
          "setsid",
          "unshare",
          "--mount",
          "--pid",
          "--ipc",
          "--net",
          "--uts",
          "--fork",
          "--kill-child",
          "--mount-proc",
          "--propagation",
          "private",
          "sh",
          "-euc");

  /**
   * A file that was written, or removed, since the host was opened.
   *
   * @param size in bytes; -1: it was removed
   */
  public record Change(String path, long size) {}

  @Override
  public String name() {
    return "local";
  }

  @Override
  public Optional<String> unavailable() {
    return LocalHosts.isRoot()
        ? Optional.empty()
        : Optional.of("a view of the machine that keeps its files as they are needs root");
  }

  @Override
  public Host open(Map<String, Path> folders) {
    var argv = new ArrayList<>(ALONE);
    argv.addAll(List.of(ResourceText.beside(MachineView.class, "view.sh"), "view"));
    argv.addAll(List.of(agent.toAbsolutePath().toString(), Namespaces.HOME));
    argv.addAll(List.of(inPlace.map(Path::toString).orElse(""), memory));
    folders.forEach(
        (name, folder) ->
            argv.addAll(List.of(Namespaces.HOME + "/" + name, folder.toAbsolutePath().toString())));
    return AgentProcess.start(name(), Namespaces.HOME, argv);
  }

  /** Returns the files that were written or removed on such a host, by their absolute path. */
  public static Map<String, Change> changes(Host host) {
    var layers = host.home() + LAYERS;
    var points = new String(host.read(layers + "/mounts"), StandardCharsets.UTF_8);
    var all = new TreeMap<String, Change>();
    var number = 0;
    for (var point : points.lines().toList()) {
      var layer = layers + "/" + number++;
      if (!point.isEmpty()) {
        changes(host, layer, point.equals("/") ? "" : point, all);
      }
    }
    return all;
  }

  private static void changes(Host host, String layer, String point, Map<String, Change> all) {
    // A character device in a layer stands for a file that is no longer there.
    var argv =
        List.of(
            "find",
            layer,
            "-mindepth",
            "1",
            "(",
            "-type",
            "f",
            "-printf",
            "%s %P\\0",
            ")",
            "-o",
            "(",
            "-type",
            "c",
            "-printf",
            "-1 %P\\0",
            ")");
    for (var found : host.execChecked(Command.of(argv)).stdout().split("\0")) {
      var blank = found.indexOf(' ');
      if (blank > 0) {
        var path = point + "/" + found.substring(blank + 1);
        all.put(path, new Change(path, Long.parseLong(found.substring(0, blank))));
      }
    }
  }

  @Override
  public Host openIn(Path distribution, Map<String, Path> folders) {
    throw new HostException("a view of this machine has this machine's files");
  }

  @Override
  public Optional<String> pairUnavailable() {
    return Optional.of("a view is of one machine");
  }

  @Override
  public List<PeerHost> openPair(Map<String, Path> folders) {
    throw new HostException("a view is of one machine");
  }
}
