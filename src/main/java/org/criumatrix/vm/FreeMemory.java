package org.criumatrix.vm;

import java.util.List;
import org.criumatrix.host.HostException;

/** What this machine has of it for others. */
final class FreeMemory {

  /** Left to this machine's own. */
  private static final long RESERVE_MIB = 512;

  private FreeMemory() {}

  /**
   * @param meminfo lines of {@code /proc/meminfo}
   * @throws HostException when the memory is not enough for one more machine
   */
  static void mustHave(String machine, long mib, List<String> meminfo) {
    var available =
        meminfo.stream()
            .filter(l -> l.startsWith("MemAvailable:"))
            .mapToLong(l -> Long.parseLong(l.replaceAll("\\D", "")) / 1024)
            .findFirst()
            .orElseThrow(() -> new HostException("/proc/meminfo does not tell MemAvailable"));
    if (available < mib + RESERVE_MIB) {
      throw new HostException(
          "%s needs %d MiB and leaves %d to others, and %d are available: name fewer machines with -Dhost, or make them smaller with -Dvm.memory"
              .formatted(machine, mib, RESERVE_MIB, available));
    }
  }
}
