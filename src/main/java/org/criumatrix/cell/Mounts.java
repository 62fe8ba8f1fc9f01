package org.criumatrix.cell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.criumatrix.host.Host;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.verdict.Failure;

/** The mounts of a host: lines of proc_pid_mountinfo(5). */
public record Mounts(List<String> lines) {

  private static final int ID = 0;
  private static final int MOUNT_POINT = 4;

  public static Mounts of(Host host) {
    return of(new String(host.read("/proc/self/mountinfo"), StandardCharsets.UTF_8));
  }

  public static Mounts of(String text) {
    return new Mounts(text.lines().toList());
  }

  /**
   * Returns the mount points that were added, or those that are gone; empty when nothing changed.
   *
   * @param passing mount points that come and go
   * @param isThere whether a folder exists. When another process on this machine removes a folder,
   *     Linux removes what is mounted there from all mount namespaces
   */
  Optional<Failure> changed(Mounts now, Set<String> passing, Predicate<String> isThere) {
    var more = String.join(", ", now.without(this, passing));
    var less = without(now, passing).stream().filter(isThere).collect(Collectors.joining(", "));
    if (!more.isEmpty()) {
      return Optional.of(Failure.of(FailureId.LEFT_BEHIND, "a mount, " + more));
    }
    return less.isEmpty()
        ? Optional.empty()
        : Optional.of(Failure.of(FailureId.MOUNT_GONE, "a mount, " + less));
  }

  private static String id(String line) {
    return line.split(" ")[ID];
  }

  private List<String> without(Mounts others, Set<String> passing) {
    // By ID: other processes on this machine may rename or remove the folder of a mount,
    // and then the rest of its line changes.
    var known = others.lines.stream().map(Mounts::id).collect(Collectors.toSet());
    return lines.stream()
        .filter(l -> !known.contains(id(l)))
        .map(l -> l.split(" ")[MOUNT_POINT])
        .filter(mountPoint -> !passing.contains(mountPoint))
        .toList();
  }
}
