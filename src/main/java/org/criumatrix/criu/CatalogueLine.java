package org.criumatrix.criu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.matrix.CsvData;

/** A line of catalogue.csv, which says what the columns mean. */
record CatalogueLine(String suite, String expected, Optional<String> base, boolean expires) {

  static List<CatalogueLine> all() {
    return CsvData.read("/org/criumatrix/criu/catalogue.csv").stream()
        .map(
            r ->
                new CatalogueLine(
                    r.get("suite"),
                    r.get("expected"),
                    Optional.of(r.get("base")).filter(base -> !base.isBlank()),
                    r.get("expires").equals("yes")))
        .toList();
  }

  /** Lines that look at the same package lists, by the name of the suite that they share. */
  static Map<String, List<CatalogueLine>> byArchive(List<CatalogueLine> lines) {
    return lines.stream()
        .collect(
            Collectors.groupingBy(
                line -> line.base().orElse(line.suite()), LinkedHashMap::new, Collectors.toList()));
  }

  /** Where builds of this line say that they are from: {@code debian:sid}. */
  String origin() {
    return "debian:" + suite;
  }

  Stream<String> suites() {
    return Stream.concat(base.stream(), Stream.of(suite));
  }

  /** What people may want to know of what was found, if anything. */
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
