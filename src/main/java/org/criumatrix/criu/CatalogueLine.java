package org.criumatrix.criu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.criumatrix.debian.Suite;
import org.criumatrix.matrix.CsvData;

/** A line of catalogue.csv; its comments explain the columns. */
record CatalogueLine(Suite suite, String expected) {

  static List<CatalogueLine> all() {
    return CsvData.read("/org/criumatrix/criu/catalogue.csv").stream()
        .map(r -> new CatalogueLine(Suite.named(r.get("suite")), r.get("expected")))
        .toList();
  }

  /** Groups lines that use the same package lists, by the name of their common suite. */
  static Map<String, List<CatalogueLine>> byArchive(List<CatalogueLine> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.suite().archive(), LinkedHashMap::new, Collectors.toList()));
  }

  /** Returns the origin of this line's builds: {@code debian:sid}. */
  String origin() {
    return "debian:" + suite.name();
  }

  /** Returns a remark about a suite's state for the user, if there is one. */
  Optional<String> remark(SuiteState state) {
    if (!state.hasPackage()) {
      return Optional.of(origin() + ": " + state.remark());
    }
    var found = ProgramVersion.upstream(state.packageVersion());
    return found.equals(expected)
        ? Optional.empty()
        : Optional.of(
            "%s: has CRIU %s now, where the catalogue was written for %s"
                .formatted(origin(), found, expected));
  }
}
