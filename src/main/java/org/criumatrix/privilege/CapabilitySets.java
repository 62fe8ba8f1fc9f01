package org.criumatrix.privilege;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.Glob;

/** The smallest set of capabilities that works, by CRIU version: {@code capabilities.csv}. */
public final class CapabilitySets {

  private static final String FILE = "/org/criumatrix/capabilities.csv";

  private CapabilitySets() {}

  /** The set on record; the last line whose glob matches the version counts. */
  public static Set<String> smallest(String version) {
    return rows().stream()
        .filter(r -> Glob.of(r.get("criu")).matches(version))
        .reduce((earlier, later) -> later)
        .map(r -> Set.of(r.get("capabilities").split(" ")))
        .orElse(Set.of());
  }

  /** Every capability that the sweep tries to add, by how likely it is to help. */
  public static List<String> candidates() {
    return List.of(
        "cap_checkpoint_restore",
        "cap_sys_ptrace",
        "cap_setpcap",
        "cap_sys_admin",
        "cap_net_admin",
        "cap_sys_resource",
        "cap_dac_override",
        "cap_dac_read_search",
        "cap_chown",
        "cap_fowner",
        "cap_setuid",
        "cap_setgid",
        "cap_sys_chroot",
        "cap_sys_time",
        "cap_kill",
        "cap_syslog",
        "cap_sys_nice",
        "cap_ipc_lock",
        "cap_ipc_owner",
        "cap_mknod",
        "cap_bpf",
        "cap_perfmon");
  }

  private static List<CSVRecord> rows() {
    try (var in = Objects.requireNonNull(CapabilitySets.class.getResourceAsStream(FILE), FILE);
        var reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
      return CSVFormat.DEFAULT
          .builder()
          .setCommentMarker('#')
          .setHeader()
          .setSkipHeaderRecord(true)
          .setIgnoreSurroundingSpaces(true)
          .get()
          .parse(reader)
          .getRecords();
    } catch (IOException e) {
      throw new UncheckedIOException(FILE + " cannot be read", e);
    }
  }
}
