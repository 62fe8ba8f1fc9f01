package org.criumatrix.checkpoint.hosting;

import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;

/**
 * What a container may do: a line of grants.csv.
 *
 * @param filter the filter of system calls; empty: the engine's default
 * @param drop capabilities that the engine gives by default and this container does not get
 * @param add capabilities that the engine does not give by default
 * @param apptainer options of apptainer's command line
 */
public record Grant(
    String name,
    List<String> filter,
    List<Capability> drop,
    List<Capability> add,
    List<String> apptainer) {

  public static Grant of(String name) {
    return CsvData.read("/org/criumatrix/checkpoint/hosting/grants.csv").stream()
        .filter(r -> r.get("grant").equals(name))
        .map(Grant::of)
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("grants.csv has no " + name));
  }

  private static Grant of(CSVRecord line) {
    return new Grant(
        line.get("grant"),
        split(line.get("seccomp")).map(f -> "seccomp=" + f).toList(),
        split(line.get("drop")).map(Capability::valueOf).toList(),
        split(line.get("add")).map(Capability::valueOf).toList(),
        split(line.get("apptainer")).toList());
  }

  private static Stream<String> split(String text) {
    return text.isBlank() ? Stream.of() : Stream.of(text.split(" +"));
  }

  /** Sets the options of a docker or podman container. */
  void applyTo(HostConfig container) {
    container
        .withSecurityOpts(filter)
        .withCapDrop(drop.toArray(Capability[]::new))
        .withCapAdd(add.toArray(Capability[]::new));
  }
}
