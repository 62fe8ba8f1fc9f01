package org.criumatrix.share;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** Checks that programs are installed. */
final class RequiredPrograms {

  private RequiredPrograms() {}

  /**
   * Returns the first missing program with a remedy; empty when none is missing.
   *
   * @param packages program → the distribution's package that contains it
   */
  static Optional<String> program(Host host, Map<String, String> packages) {
    return new TreeMap<>(packages)
        .entrySet().stream()
            .filter(e -> !there(host, e.getKey()))
            .map(e -> "%s is not there: apt-get install %s".formatted(e.getKey(), e.getValue()))
            .findFirst();
  }

  static boolean there(Host host, String program) {
    return host.exec(Command.of("sh", "-c", "command -v \"$0\"", program)).succeeded();
  }
}
