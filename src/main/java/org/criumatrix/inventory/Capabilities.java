package org.criumatrix.inventory;

import java.util.List;
import java.util.Map;

/** Capabilities that matter to CRIU, by their numbers in linux/capability.h. */
final class Capabilities {

  private static final Map<String, Integer> NUMBERS =
      Map.of(
          "dac_read_search", 2,
          "setpcap", 8,
          "net_admin", 12,
          "sys_ptrace", 19,
          "sys_admin", 21,
          "sys_resource", 24,
          "checkpoint_restore", 40);

  private static final int HEXADECIMAL = 16;

  private Capabilities() {}

  /**
   * Returns those that are not in a set.
   *
   * @param set as in /proc/PID/status
   */
  static List<String> missing(String set) {
    long bits;
    try {
      bits = Long.parseUnsignedLong(set, HEXADECIMAL);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no set of capabilities: " + set, e);
    }
    return NUMBERS.entrySet().stream()
        .filter(c -> (bits >> c.getValue() & 1) == 0)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }
}
