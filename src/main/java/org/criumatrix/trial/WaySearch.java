package org.criumatrix.trial;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.CriuOption;
import org.criumatrix.advice.Finding;
import org.criumatrix.advice.Question;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.matrix.Expectation;
import org.criumatrix.matrix.FailureId;
import org.criumatrix.matrix.Phase;
import org.criumatrix.matrix.Plan;
import org.criumatrix.verdict.Failure;

/** Searches the options with which a program can be dumped and restored. */
final class WaySearch {

  /**
   * What is tried after everything that matrix.csv knows, from what changes least to what changes
   * most. Options that need a value of the user are not among them.
   */
  private static final List<String> OTHERS =
      List.of(
          "--shell-job",
          "--ext-unix-sk",
          "--file-locks",
          "--link-remap",
          "--ghost-limit=1G",
          "--tcp-established",
          "--evasive-devices",
          "--force-irmap",
          "--manage-cgroups=ignore",
          "--skip-in-flight",
          "--tcp-close");

  private final Adviser adviser;
  private final String criu;
  private final String privilege;
  private final Set<List<String>> tried = new HashSet<>();

  /**
   * @param criu the release of the build
   */
  WaySearch(Adviser adviser, String criu, String privilege) {
    this.adviser = adviser;
    this.criu = criu;
    this.privilege = privilege;
  }

  /**
   * A cause that matrix.csv has for an error.
   *
   * @param why the cause in words
   */
  record Known(String why, Optional<Expectation> line) {}

  /** Returns the cause of an error of a program that holds something; empty words: unknown. */
  Known cause(Inventory held, List<String> way, Phase phase, Failure error) {
    var all = causes(held, way, phase, error);
    return all.stream()
        .filter(c -> c.details().remedy().isKnown())
        .findFirst()
        .or(() -> all.stream().findFirst())
        .map(c -> new Known(c.why(), Optional.of(c)))
        .orElse(new Known("", Optional.empty()));
  }

  private List<Expectation> causes(Inventory held, List<String> way, Phase phase, Failure error) {
    return findings(held, way).stream()
        .flatMap(f -> f.cause().stream())
        .filter(c -> c.at().filter(phase::equals).isPresent())
        .filter(c -> c.meansError(error.text(), error.id()))
        .toList();
  }

  /**
   * Returns the next way after one that failed; empty if nothing is left to try.
   *
   * @param way the options that failed
   */
  Optional<List<String>> next(Inventory held, List<String> way, Phase phase, Failure error) {
    tried.add(Ways.sorted(way));
    if (error.id() == FailureId.HANGS) {
      return Optional.empty();
    }
    var causes = causes(held, way, phase, error);
    for (var cause : causes) {
      var found = first(way, remedies(held, way, cause));
      if (found.isPresent()) {
        return found;
      }
    }
    var advised = new ArrayList<>(adviser.advise(question(held, way), criu).options());
    advised.removeAll(way);
    var found = first(way, advised);
    // A cause without a remedy has been looked into; other options do not help.
    return found.isPresent() || !causes.isEmpty() ? found : first(way, OTHERS);
  }

  private List<String> remedies(Inventory held, List<String> way, Expectation cause) {
    var advised = adviser.advise(question(held, way), criu).options();
    var names = cause.details().remedy().options().stream().map(Ways::name).toList();
    return advised.stream().filter(o -> names.contains(Ways.name(o))).toList();
  }

  private Optional<List<String>> first(List<String> way, List<String> candidates) {
    for (var option : candidates) {
      var more = new LinkedHashSet<>(way);
      if (way.stream().noneMatch(o -> Ways.name(o).equals(Ways.name(option)))) {
        more.add(option);
        var next = List.copyOf(more);
        if (!tried.contains(Ways.sorted(next))) {
          return Optional.of(next);
        }
      }
    }
    return Optional.empty();
  }

  private List<Finding> findings(Inventory held, List<String> way) {
    return adviser.advise(question(held, way), criu).asItIs();
  }

  private Question question(Inventory held, List<String> way) {
    return new Question(
        held.traits(),
        List.of(),
        held.kernel(),
        privilege,
        "none",
        way,
        EnumSet.noneOf(Plan.class));
  }

  /** Returns whether an option matters to a restore alone, so that the same images will do. */
  static boolean isForRestoreAlone(List<String> way, List<String> next) {
    return next.stream().filter(o -> !way.contains(o)).noneMatch(o -> CriuOption.isFor("dump", o));
  }
}
