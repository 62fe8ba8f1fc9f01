package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Names that identify a machine and its users.
 *
 * @param homes the users' home folders
 */
record Identity(Set<String> hosts, Set<String> users, Set<String> homes) {

  private static final Path HOSTNAME = Path.of("/proc/sys/kernel/hostname");

  /** Returns the identity of this machine and of the caller, including the user who called sudo. */
  static Identity here() {
    return new Identity(
        present(hostname()),
        present(System.getProperty("user.name"), System.getenv("SUDO_USER")),
        present(System.getProperty("user.home")).stream()
            .filter(home -> !home.equals("/root") && !home.equals("/"))
            .collect(Collectors.toSet()));
  }

  private static String hostname() {
    try {
      return Files.readString(HOSTNAME).strip();
    } catch (IOException e) {
      // This is not Linux: such a machine has no runs of its own, and the logs of other machines
      // contain their names.
      return null;
    }
  }

  private static Set<String> present(String... values) {
    return Stream.of(values)
        .filter(Objects::nonNull)
        .filter(v -> !v.isBlank())
        .collect(Collectors.toSet());
  }
}
