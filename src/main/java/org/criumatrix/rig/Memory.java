package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;

/** Checks whether a host has enough memory for a large subject. */
final class Memory {

  private static final String FILE = "/proc/meminfo";
  private static final Pattern AVAILABLE =
      Pattern.compile("^MemAvailable: +(\\d{1,15}) kB$", Pattern.MULTILINE);
  private static final int KIB_IN_MIB = 1024;

  private Memory() {}

  /** Returns why a subject of this size cannot run; empty when it can. */
  static Optional<String> unavailable(Host host, int mebibytes) {
    var matcher = AVAILABLE.matcher(new String(host.read(FILE), StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      return Optional.of("%s has no MemAvailable line".formatted(FILE));
    }
    var available = Long.parseLong(matcher.group(1)) / KIB_IN_MIB;
    // The available memory changes from cell to cell, so the reason leaves it out.
    return available < mebibytes
        ? Optional.of("it needs %d MiB of free memory".formatted(mebibytes))
        : Optional.empty();
  }
}
