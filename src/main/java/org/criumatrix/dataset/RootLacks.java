package org.criumatrix.dataset;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Names the capabilities that root does not have on a machine. */
final class RootLacks {

  /** By their numbers in linux/capability.h. */
  private static final List<String> NAMES =
      List.of(
          "cap_chown",
          "cap_dac_override",
          "cap_dac_read_search",
          "cap_fowner",
          "cap_fsetid",
          "cap_kill",
          "cap_setgid",
          "cap_setuid",
          "cap_setpcap",
          "cap_linux_immutable",
          "cap_net_bind_service",
          "cap_net_broadcast",
          "cap_net_admin",
          "cap_net_raw",
          "cap_ipc_lock",
          "cap_ipc_owner",
          "cap_sys_module",
          "cap_sys_rawio",
          "cap_sys_chroot",
          "cap_sys_ptrace",
          "cap_sys_pacct",
          "cap_sys_admin",
          "cap_sys_boot",
          "cap_sys_nice",
          "cap_sys_resource",
          "cap_sys_time",
          "cap_sys_tty_config",
          "cap_mknod",
          "cap_lease",
          "cap_audit_write",
          "cap_audit_control",
          "cap_setfcap",
          "cap_mac_override",
          "cap_mac_admin",
          "cap_syslog",
          "cap_wake_alarm",
          "cap_block_suspend",
          "cap_audit_read",
          "cap_perfmon",
          "cap_bpf",
          "cap_checkpoint_restore");

  private static final int HEXADECIMAL = 16;

  private RootLacks() {}

  /**
   * Returns the capabilities that are missing from the facts of a host; none if commands do not run
   * as root there, or if its capabilities are not known. The kernel's newest capability is the
   * highest that root has, so one above that is not known to the kernel.
   */
  static List<String> of(Map<String, String> facts) {
    var set = facts.getOrDefault("capabilities", "");
    if (!"true".equals(facts.get("root")) || !set.matches("[0-9a-f]{1,16}")) {
      return List.of();
    }
    var bits = Long.parseUnsignedLong(set, HEXADECIMAL);
    var highest = Long.SIZE - Long.numberOfLeadingZeros(bits);
    return IntStream.range(0, Math.min(highest, NAMES.size()))
        .filter(n -> (bits >> n & 1) == 0)
        .mapToObj(NAMES::get)
        .toList();
  }
}
