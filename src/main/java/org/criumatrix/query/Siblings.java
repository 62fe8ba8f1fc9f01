package org.criumatrix.query;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.criumatrix.verdict.Verdict;

/** Cells that differ from each other on one axis alone, by cell. */
final class Siblings {

  private final SiblingAxis axis;
  private final Map<QueryCell, List<QueryCell>> groups;

  private Siblings(SiblingAxis axis, Map<QueryCell, List<QueryCell>> groups) {
    this.axis = axis;
    this.groups = groups;
  }

  static Siblings of(List<QueryCell> cells, SiblingAxis axis) {
    var byCommon = new HashMap<List<String>, List<QueryCell>>();
    var groups = new IdentityHashMap<QueryCell, List<QueryCell>>();
    for (var cell : cells) {
      var group = byCommon.computeIfAbsent(axis.common(cell), common -> new ArrayList<>());
      group.add(cell);
      groups.put(cell, group);
    }
    return new Siblings(axis, groups);
  }

  /** Returns whether a cell or one of its siblings has a verdict at a value of the axis. */
  Predicate<QueryCell> have(Verdict verdict, Predicate<String> value) {
    return once(
        group ->
            group.stream()
                .anyMatch(c -> c.record().verdict() == verdict && value.test(axis.value(c))));
  }

  /** Returns whether a cell and its siblings have different verdicts at different values. */
  Predicate<QueryCell> differ() {
    return once(Siblings.this::differs);
  }

  private boolean differs(List<QueryCell> group) {
    var tried = group.stream().filter(c -> CellValues.isTried(c.record())).toList();
    Set<Verdict> verdicts = EnumSet.noneOf(Verdict.class);
    tried.forEach(c -> verdicts.add(c.record().verdict()));
    var values = tried.stream().map(axis::value).collect(Collectors.toSet());
    return verdicts.size() > 1 && values.size() > 1;
  }

  /** Asks each group once. */
  private Predicate<QueryCell> once(Predicate<List<QueryCell>> test) {
    var answers = new IdentityHashMap<List<QueryCell>, Boolean>();
    return cell -> answers.computeIfAbsent(groups.get(cell), test::test);
  }
}
