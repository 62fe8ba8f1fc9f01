package org.criumatrix.site;

import java.util.Comparator;
import java.util.List;

/** How lists are sorted and divided. */
final class ListGroups {

  private final Facts facts;

  ListGroups(Facts facts) {
    this.facts = facts;
  }

  List<Listed> sorted(Kind kind, List<Listed> all) {
    return all.stream().sorted(order(kind)).toList();
  }

  private Comparator<Listed> order(Kind kind) {
    var byTitle =
        Comparator.comparing((Listed l) -> l.entry().title(), String.CASE_INSENSITIVE_ORDER);
    return switch (kind) {
      case SITUATION, OBJECT ->
          Comparator.comparingInt((Listed l) -> rank(group(kind, l)))
              .thenComparing(l -> group(kind, l))
              .thenComparing(byTitle);
      case CAUSE ->
          Comparator.comparingInt(
                  (Listed l) -> -facts.cause(l.entry().id()).map(c -> c.cells()).orElse(0))
              .thenComparing(byTitle);
      case CRIU, KERNEL -> Comparator.comparing((Listed l) -> l.entry().id(), Facts.NEWEST_FIRST);
      case RUN -> Comparator.comparing((Listed l) -> l.entry().id()).reversed();
      default -> byTitle;
    };
  }

  /** Returns the id of the group that something is in; empty where there are no groups. */
  String group(Kind kind, Listed listed) {
    var id = listed.entry().id();
    return switch (kind) {
      case SITUATION -> facts.situation(id).map(s -> s.row()).orElse("");
      case OBJECT -> facts.familyOf(id);
      case CASE -> id.replaceFirst("/.*", "");
      default -> "";
    };
  }

  private int rank(String group) {
    var rows = facts.data().rows().stream().map(r -> r.id()).toList();
    var rank = rows.indexOf(group);
    return rank < 0 ? rows.size() : rank;
  }

  String title(Kind kind, String group) {
    return kind == Kind.OBJECT
        ? facts.situation(group).map(s -> s.title()).orElse(group)
        : facts.data().rows().stream()
            .filter(r -> r.id().equals(group))
            .map(r -> r.title())
            .findFirst()
            .orElse(group);
  }
}
