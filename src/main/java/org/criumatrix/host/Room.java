package org.criumatrix.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.criumatrix.matrix.ResourceText;

/**
 * A host on this machine that has a distribution root of its own: container engines run in it that
 * are not installed on the machine, and what they do to mounts, networks, firewalls and control
 * groups ends with it.
 */
final class Room {

  private static final String PREFIX = "criu-matrix-room.";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d+)\\.\\d+");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration REMOVAL = Duration.ofSeconds(30);
  private static final Duration ROUND = Duration.ofMillis(50);

  private final String name;

  private Room(String name) {
    this.name = name;
  }

  /**
   * @param root the folder with the distribution; nothing is written to it
   * @param folders name → local folder: readable inside as {@code HOME/NAME}, and under the same
   *     path as outside, where programs may have it built in
   */
  static AgentHost open(
      String kind, String home, Path agent, Path root, Map<String, Path> folders) {
    var room = new Room(PREFIX + ProcessHandle.current().pid() + "." + COUNT.incrementAndGet());
    var argv = new ArrayList<>(List.of("sh", "-c", script("room.sh"), "room", room.name));
    argv.addAll(List.of(root.toString(), agent.toAbsolutePath().toString(), home));
    folders.forEach(
        (name, folder) -> {
          var path = folder.toAbsolutePath().toString();
          argv.addAll(List.of(home + "/" + name, path, path, path));
        });
    return AgentProcess.start(kind, home, argv, room::thaw, room::remove);
  }

  /**
   * Removes what rooms left behind: of runs that are gone, a killed one could not, and of this one,
   * which has no room when this is called.
   */
  static void clearLeftovers() {
    hierarchies().stream()
        .flatMap(h -> names(h).stream())
        .distinct()
        .filter(n -> !isOfSomeoneAlive(n))
        .forEach(n -> new Room(n).remove());
  }

  private static boolean isOfSomeoneAlive(String name) {
    var of = NAME.matcher(name);
    return !of.matches() || isSomeoneAlive(Long.parseLong(of.group(1)));
  }

  private static boolean isSomeoneAlive(long pid) {
    return pid != ProcessHandle.current().pid() && ProcessHandle.of(pid).isPresent();
  }

  private void thaw() {
    end("thaw");
  }

  /** The last process may still be on its way out, for long where the machine is busy. */
  private void remove() {
    Polling.until(REMOVAL, ROUND, this::removed, done -> done);
  }

  private boolean removed() {
    if (isThere()) {
      end("remove");
    }
    return !isThere();
  }

  private boolean isThere() {
    return hierarchies().stream().anyMatch(h -> Files.isDirectory(h.resolve(name)));
  }

  private void end(String how) {
    try {
      var argv = List.of("sh", "-c", script("room-end.sh"), "end", name, how);
      LocalCommand.run(LIMIT, Map.of(), argv);
    } catch (LocalCommand.TimedOut e) {
      // A kernel that is busy takes its time over groups. They are looked at again, in the end by
      // clearLeftovers: what a cell found must not be lost for them.
      return;
    }
  }

  private static List<Path> hierarchies() {
    try (var mounts = Files.lines(Path.of("/proc/self/mounts"))) {
      return mounts
          .map(l -> l.split(" "))
          .filter(w -> w[2].startsWith("cgroup"))
          .map(w -> Path.of(w[1]))
          .toList();
    } catch (IOException e) {
      throw new HostException("/proc is not readable", e);
    }
  }

  private static List<String> names(Path hierarchy) {
    try (var all = Files.newDirectoryStream(hierarchy, PREFIX + "*")) {
      var names = new ArrayList<String>();
      all.forEach(p -> names.add(p.getFileName().toString()));
      return names;
    } catch (IOException e) {
      throw new HostException(hierarchy + " is not readable", e);
    }
  }

  private static String script(String file) {
    return ResourceText.beside(Room.class, file);
  }
}
