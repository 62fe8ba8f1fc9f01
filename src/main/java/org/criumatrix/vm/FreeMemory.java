package org.criumatrix.vm;

import java.util.List;
import org.criumatrix.host.HostException;

/** Checks this machine's free memory for virtual machines. */
final class FreeMemory {

  /** The memory that is reserved for this machine itself. */
  private static final long RESERVE_MIB = 512;

  private FreeMemory() {}

  /**
   * Requires enough memory for one more machine.
   *
   * @param meminfo lines of {@code /proc/meminfo}
   * @throws HostException when there is not enough
   */
  static void mustHave(String machine, long mib, List<String> meminfo) {
    var available =
        meminfo.stream()
            .filter(l -> l.startsWith("MemAvailable:"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElseThrow(() -> new HostException("/proc/meminfo has no MemAvailable line"));
    if (available < mib + RESERVE_MIB) {
      throw new HostException(
          "%s needs %d MiB and leaves %d to others, and %d are available: name fewer machines with -Dhost, or make them smaller with -Dvm.memory"
              .formatted(machine, mib, RESERVE_MIB, available));
    }
  }
}
