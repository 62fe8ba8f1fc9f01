package org.criumatrix.site;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.Glob;

/**
 * Values of contexts that people name, tested or not: architectures, privileges, distributions,
 * engines.
 *
 * @param facet {@code architecture}
 * @param value as the data has it, {@code aarch64}
 * @param label as people write it, {@code arm64}
 * @param matches a glob over the distributions of machines; empty for other facets
 * @param words what people write, too
 */
record Facets(String facet, String value, String label, String matches, List<String> words) {

  static final String ARCHITECTURE = "architecture";
  static final String PRIVILEGE = "privilege";
  static final String DISTRIBUTION = "distribution";
  static final String ENGINE = "engine";

  /** Architectures that a page names; the search knows all. */
  private static final int MAX_NAMED = 1;

  private static final List<Facets> ALL =
      CsvData.read("/org/criumatrix/site/contexts.csv").stream().map(Facets::of).toList();

  private static Facets of(CSVRecord line) {
    return new Facets(
        line.get("facet"),
        line.get("value"),
        line.get("label"),
        line.get("matches"),
        Arrays.asList(line.get("words").split("\\|")));
  }

  static List<Facets> all() {
    return ALL;
  }

  static Optional<Facets> find(String facet, String value) {
    return ALL.stream().filter(f -> f.facet.equals(facet) && f.value.equals(value)).findFirst();
  }

  /** Returns what people call a value. */
  static String label(String facet, String value) {
    return find(facet, value).map(Facets::label).orElse(value);
  }

  /** Returns architectures apart from those that were tested: {@code arm64}, {@code others}. */
  static List<String> otherArchitectures(Collection<String> tested) {
    var others =
        ALL.stream()
            .filter(
                f ->
                    f.facet.equals(ARCHITECTURE)
                        && !tested.contains(f.value)
                        && !f.value.equals("x86_64"))
            .limit(MAX_NAMED)
            .map(Facets::label);
    return java.util.stream.Stream.concat(others, java.util.stream.Stream.of("other architectures"))
        .toList();
  }

  /** Returns whether a machine has this distribution. */
  boolean isOf(String distribution) {
    return !matches.isEmpty() && distribution != null && Glob.of(matches).matches(distribution);
  }
}
