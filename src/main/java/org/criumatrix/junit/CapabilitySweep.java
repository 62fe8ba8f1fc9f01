package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Searches a smallest set of capabilities that makes a cell pass. An additional capability can make
 * things worse: with CAP_SETGID CRIU sets groups that it would otherwise leave alone. So the search
 * grows from the recorded set instead of shrinking from all.
 */
final class CapabilitySweep {

  private final Set<String> base;
  private final List<String> candidates;
  private final Predicate<Set<String>> passes;

  /**
   * @param base the set with which the cell failed
   * @param candidates all capabilities that the host can grant
   * @param passes whether the cell passes with a set
   */
  CapabilitySweep(Set<String> base, List<String> candidates, Predicate<Set<String>> passes) {
    this.base = base;
    this.candidates = candidates.stream().filter(c -> !base.contains(c)).toList();
    this.passes = passes;
  }

  /** Returns the set; empty if neither one more, nor two more, nor all help. */
  Optional<Set<String>> smallest() {
    return additions().stream().map(this::plus).filter(passes).findFirst().map(this::shrunk);
  }

  /** Returns the sets to add: one more, then two more, then all. */
  private List<List<String>> additions() {
    var all = new ArrayList<List<String>>();
    candidates.forEach(c -> all.add(List.of(c)));
    for (var i = 0; i < candidates.size(); i++) {
      for (var j = i + 1; j < candidates.size(); j++) {
        all.add(List.of(candidates.get(i), candidates.get(j)));
      }
    }
    all.add(candidates);
    return all;
  }

  private Set<String> plus(List<String> more) {
    var set = new LinkedHashSet<>(base);
    set.addAll(more);
    return set;
  }

  private Set<String> shrunk(Set<String> set) {
    for (var one : List.copyOf(set)) {
      set.remove(one);
      if (!passes.test(set)) {
        set.add(one);
      }
    }
    return set;
  }
}
