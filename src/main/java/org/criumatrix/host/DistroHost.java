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
 * A host with a distribution root of its own. Container engines run in it that are not installed on
 * the machine. Their mounts, networks, firewall rules and control groups end with it.
 */
final class DistroHost {

  private static final String PREFIX = "criu-matrix-room.";
  private static final Pattern NAME = Pattern.compile(Pattern.quote(PREFIX) + "(\\d+)\\.\\d+");
  private static final AtomicInteger COUNT = new AtomicInteger();
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration REMOVAL = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(50);

  private final String name;
  private final Transport way;
  private final int timeoutFactor;

  /**
   * @param timeoutFactor the factor by which everything takes longer there than usual
   */
  private DistroHost(String name, Transport way, int timeoutFactor) {
    this.name = name;
    this.way = way;
    this.timeoutFactor = timeoutFactor;
  }

  /**
   * @param root the folder with the distribution on that machine; nothing is written to it
   * @param folders name → folder there: readable inside as {@code HOME/NAME}, and under the same
   *     path as outside, where programs may have it built in
   */
  static AgentHost open(Namespaces machine, Path root, Map<String, Path> folders) {
    var room = new DistroHost(newGroup(), machine.way(), machine.timeoutFactor());
    var argv = new ArrayList<>(List.of("sh", "-c", script("room.sh"), "room", room.name));
    argv.addAll(List.of(root.toString(), machine.agent(), Namespaces.HOME));
    folders.forEach(
        (name, folder) -> {
          var path = folder.toAbsolutePath().toString();
          argv.addAll(List.of(Namespaces.HOME + "/" + name, path, path, path));
        });
    return machine.way().agent(machine.name(), Namespaces.HOME, argv, room::thaw, room::remove);
  }

  /** Returns a new name, of which {@link #clearLeftovers} knows what control groups have it. */
  static String newGroup() {
    return PREFIX + ProcessHandle.current().pid() + "." + COUNT.incrementAndGet();
  }

  /**
   * Removes what earlier hosts of this kind left on this machine: those of killed runs, and those
   * of this run, which must have none open.
   */
  static void clearLeftovers(Transport here) {
    hierarchies().stream()
        .flatMap(h -> names(h).stream())
        .distinct()
        .filter(n -> !isOfSomeoneAlive(n))
        .forEach(n -> new DistroHost(n, here, 1).remove());
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

  /**
   * Removes the control groups. The last process may still be exiting, which takes long on a busy
   * machine.
   */
  private void remove() {
    var limit = REMOVAL.multipliedBy(timeoutFactor);
    Await.until("empty control groups", limit, POLL_INTERVAL, () -> end("remove"), done -> done);
  }

  /**
   * @return whether nothing is left
   */
  private boolean end(String how) {
    try {
      var argv = List.of("sh", "-c", script("room-end.sh"), "end", name, how);
      var limit = LIMIT.multipliedBy(timeoutFactor);
      return way.run(limit, argv).stdout().isBlank();
    } catch (HostException e) {
      // A kernel that is busy takes its time over groups. They are looked at again, in the end by
      // clearLeftovers: what a cell found must not be lost for them.
      return false;
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
    return ResourceText.beside(DistroHost.class, file);
  }
}
