package org.criumatrix.junit;

import java.util.List;
import java.util.Optional;
import org.criumatrix.application.Userlands;
import org.criumatrix.host.HostKind;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Selection;

/**
 * Which hosts the user selects.
 *
 * @param globs over all hosts, or over those without a user land if user lands are selected
 * @param userlands globs over user lands
 */
record HostSelection(String globs, Optional<String> userlands) {

  private static final String PREFIX = Userlands.NAME + ":";

  boolean matches(String host) {
    return userlands.isPresent() && host.startsWith(PREFIX)
        ? Selection.of(userlands.get()).matches(host.substring(PREFIX.length()))
        : Selection.of(globs).matches(host);
  }

  /**
   * Returns the selected hosts.
   *
   * @throws IllegalArgumentException if an option selects nothing
   */
  List<HostKind> of(List<HostKind> hosts) {
    if (userlands.isEmpty()) {
      return Axes.select(Axis.HOST, globs, hosts, HostKind::name);
    }
    if (hosts.stream().noneMatch(h -> h.name().startsWith(PREFIX) && matches(h.name()))) {
      throw new IllegalArgumentException(
          "-Duserland='%s' selects nothing; there is: %s"
              .formatted(userlands.get(), String.join(", ", names(hosts))));
    }
    return hosts.stream().filter(h -> matches(h.name())).toList();
  }

  private static List<String> names(List<HostKind> hosts) {
    return hosts.stream()
        .map(HostKind::name)
        .filter(name -> name.startsWith(PREFIX))
        .map(name -> name.substring(PREFIX.length()))
        .toList();
  }
}
