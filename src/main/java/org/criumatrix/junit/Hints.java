package org.criumatrix.junit;

import java.util.LinkedHashSet;
import java.util.Set;
import org.criumatrix.privilege.CapabilitySets;
import org.criumatrix.privilege.Privileges;
import org.criumatrix.rig.Rigs;
import org.criumatrix.rig.Rigs.Point;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;

/** Says of a failing capability cell which capability it lacks, by trying. */
final class Hints {

  private Hints() {}

  /** Null when there is nothing to say. */
  static String of(Rigs rigs, Settings settings, Point point, Outcome outcome, Rigs.Scenario scenario) {
    if (outcome.verdict() != Verdict.FAILS || !point.privilege().name().equals("capabilities")) {
      return null;
    }
    if (!settings.get("matrix.capabilities", "").equals("minimise")) {
      return "-Dmatrix.capabilities=minimise finds the smallest set of capabilities that makes it pass, if one does";
    }
    var needed = new LinkedHashSet<>(CapabilitySets.candidates());
    if (!passes(rigs, settings, point, needed, scenario)) {
      return "no set of capabilities makes it pass: it fails with all of " + String.join(" ", needed) + " too";
    }
    for (var candidate : CapabilitySets.candidates()) {
      needed.remove(candidate);
      if (!passes(rigs, settings, point, needed, scenario)) {
        needed.add(candidate);
      }
    }
    var missing = new LinkedHashSet<>(needed);
    missing.removeAll(CapabilitySets.smallest(point.build().version()));
    return "passes with %s; missing: %s".formatted(String.join(" ", needed), String.join(" ", missing));
  }

  private static boolean passes(
      Rigs rigs, Settings settings, Point point, Set<String> set, Rigs.Scenario scenario) {
    var tried = new Point(point.host(), point.build(), Privileges.capabilities(set), point.runtime());
    var evidence = settings.folder().resolve("capabilities");
    return rigs.run(tried, evidence, scenario).outcome().verdict() == Verdict.WORKS;
  }
}
