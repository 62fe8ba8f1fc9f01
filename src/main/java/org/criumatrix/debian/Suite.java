package org.criumatrix.debian;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.matrix.CsvData;

/**
 * A suite of the archive: a line of suites.csv, which documents the columns.
 *
 * @param expires whether an expired Release file is an error
 */
public record Suite(String name, Optional<String> base, boolean expires) {

  static List<Suite> all() {
    return CsvData.read("/org/criumatrix/debian/suites.csv").stream()
        .map(
            r ->
                new Suite(
                    r.get("suite"),
                    Optional.of(r.get("base")).filter(base -> !base.isBlank()),
                    r.get("expires").equals("yes")))
        .toList();
  }

  /**
   * @throws IllegalArgumentException if suites.csv lacks it
   */
  public static Suite named(String name) {
    return all().stream()
        .filter(suite -> suite.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("suites.csv has no " + name));
  }

  /** Returns the suite whose package lists it shares: its base, or itself. */
  public String archive() {
    return base.orElse(name);
  }

  /** Returns the names of the suites that its packages come from. */
  public Stream<String> names() {
    return Stream.concat(base.stream(), Stream.of(name));
  }
}
