package org.criumatrix.privilege;

import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;

/**
 * The smallest set of capabilities that works, by case and CRIU version: {@code capabilities.csv}.
 */
public final class CapabilitySets {

  private static final String FILE = "/org/criumatrix/capabilities.csv";

  /** Names by number, as in linux/capability.h. */
  private static final List<String> NAMES =
      List.of(
          ("chown dac_override dac_read_search fowner fsetid kill setgid setuid setpcap linux_immutable net_bind_service net_broadcast net_admin net_raw "
                  + "ipc_lock ipc_owner sys_module sys_rawio sys_chroot sys_ptrace sys_pacct sys_admin sys_boot sys_nice sys_resource sys_time sys_tty_config mknod "
                  + "lease audit_write audit_control setfcap mac_override mac_admin syslog wake_alarm block_suspend audit_read perfmon bpf checkpoint_restore")
              .split(" "));

  private CapabilitySets() {}

  /** Returns the set on record, from the last line whose globs match. */
  public static Set<String> smallest(CaseId id, String version) {
    return CsvData.read(FILE).stream()
        .filter(r -> Glob.of(r.get("case")).matches(id.toString()))
        .filter(r -> Glob.of(r.get("criu")).matches(version))
        .reduce((earlier, later) -> later)
        .map(r -> Set.of(r.get("capabilities").split(" ")))
        .orElse(Set.of());
  }

  /**
   * Returns the names of the capabilities in a mask of the kernel. A program whose file has
   * capabilities that the host cannot grant does not even start (capabilities(7), "Safety checking
   * for capability-dumb binaries").
   */
  public static List<String> in(long mask) {
    return IntStream.range(0, NAMES.size())
        .filter(bit -> (mask >> bit & 1) == 1)
        .mapToObj(bit -> "cap_" + NAMES.get(bit))
        .toList();
  }
}
