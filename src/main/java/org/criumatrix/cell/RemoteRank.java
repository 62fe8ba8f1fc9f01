package org.criumatrix.cell;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Workload;

/**
 * The command that a job's launcher runs on another host.
 *
 * @param line for a shell there, as a launcher passes it to rsh
 */
record RemoteRank(String line, Map<String, String> env) implements Workload {

  private static final Pattern NOTHING = Pattern.compile("(?!)");

  /** Returns the line that {@code native/tools/there.c} wrote; empty when it has not run yet. */
  static Optional<String> line(Host host, String file) {
    try {
      return Optional.of(new String(host.read(file), StandardCharsets.UTF_8).strip());
    } catch (HostException e) {
      // Not there yet.
      return Optional.empty();
    }
  }

  @Override
  public String name() {
    return "the part of a job";
  }

  @Override
  public List<String> argv(String folder) {
    return List.of("sh", "-c", line);
  }

  @Override
  public Pattern progressLine() {
    return NOTHING;
  }

  @Override
  public boolean reportsProgress() {
    return false;
  }
}
