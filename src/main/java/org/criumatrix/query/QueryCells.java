package org.criumatrix.query;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The cells that queries are about. */
public final class QueryCells {

  private final List<QueryCell> all;
  private final Map<SiblingAxis, Siblings> siblings = new EnumMap<>(SiblingAxis.class);

  public QueryCells(Collection<QueryCell> all) {
    this.all = List.copyOf(all);
  }

  public List<QueryCell> all() {
    return all;
  }

  /**
   * Returns all values that a field can have, in their order; empty if they are not limited.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public static List<String> possible(String field) {
    return QueryField.ofValues(field).values();
  }

  /** Returns the cells that differ from each other on one axis alone. */
  Siblings along(SiblingAxis axis) {
    return siblings.computeIfAbsent(axis, a -> Siblings.of(all, a));
  }

  /** Returns the build that {@code newest}, {@code previous} or {@code oldest} stands for. */
  Optional<String> build(String word) {
    return Versions.named(word, all.stream().map(c -> c.record().criu()).distinct().toList());
  }

  /** Returns all values of a field, sorted. */
  List<String> values(QueryField field) {
    var values = new TreeSet<String>();
    all.forEach(c -> c.texts(field).forEach(values::add));
    return List.copyOf(values);
  }
}
