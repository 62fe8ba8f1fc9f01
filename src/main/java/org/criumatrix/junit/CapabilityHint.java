package org.criumatrix.junit;

import java.util.Set;
import java.util.TreeSet;
import org.criumatrix.execution.Rigs;
import org.criumatrix.execution.Rigs.Point;
import org.criumatrix.host.Facts;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.privilege.CapabilitySets;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;

/** Finds by experiment which capability a failing cell lacks, and describes it. */
final class CapabilityHint {

  private CapabilityHint() {}

  /**
   * Returns the hint, or null if there is none.
   *
   * @param onRecord whether matrix.csv expects the failure
   */
  static String of(
      Rigs rigs,
      Settings settings,
      CaseId id,
      Point point,
      Outcome outcome,
      boolean onRecord,
      Rigs.Scenario scenario) {
    if (outcome.verdict() != Verdict.FAILS || !point.privilege().name().equals("capabilities")) {
      return null;
    }
    if (!settings.minimisesCapabilities()) {
      if (onRecord) {
        // matrix.csv gives the cause.
        return null;
      }
      return "-Dmatrix.capabilities=minimise finds the smallest set of capabilities that makes it pass, if one does";
    }
    var base = CapabilitySets.smallest(id, point.build().release());
    var candidates =
        CapabilitySets.in(rigs.facts(point.host()).map(Facts::capabilities).orElse(0L));
    var evidence = settings.folder().resolve("capabilities");
    return new CapabilitySweep(
            base,
            candidates,
            set ->
                rigs.run(with(point, set), evidence, scenario).outcome().verdict() == Verdict.WORKS)
        .smallest()
        .map(set -> describe(set, base))
        .orElse(
            "neither one nor two capabilities more make it pass, nor all that this host can give");
  }

  private static Point with(Point point, Set<String> set) {
    return new Point(point.host(), point.build(), Privileges.capabilities(set), point.runtime());
  }

  private static String describe(Set<String> set, Set<String> base) {
    var missing = new TreeSet<>(set);
    missing.removeAll(base);
    return "passes with %s; missing: %s"
        .formatted(String.join(" ", set), String.join(" ", missing));
  }
}
