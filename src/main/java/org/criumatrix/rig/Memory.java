package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;

/** Whether a host has memory enough for a large subject. */
final class Memory {

  private static final String FILE = "/proc/meminfo";
  private static final Pattern AVAILABLE =
      Pattern.compile("^MemAvailable: +(\\d{1,15}) kB$", Pattern.MULTILINE);
  private static final int KIB_IN_MIB = 1024;

  private Memory() {}

  /** Why there cannot be one; empty when there can. */
  static Optional<String> unavailable(Host host, int mebibytes) {
    var matcher = AVAILABLE.matcher(new String(host.read(FILE), StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      return Optional.of("%s has no MemAvailable line".formatted(FILE));
    }
    var available = Long.parseLong(matcher.group(1)) / KIB_IN_MIB;
    // What there is changes from cell to cell, and is left out: one reason for all of them.
    return available < mebibytes
        ? Optional.of("it needs %d MiB of free memory".formatted(mebibytes))
        : Optional.empty();
  }
}
