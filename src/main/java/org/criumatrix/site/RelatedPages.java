package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.SituationEntry;

/** Situations near another one: with the same words, causes or options, or of the same row. */
final class RelatedPages {

  private static final int WORD = 3;
  private static final int CAUSE = 2;

  private final Guide guide;
  private final Map<String, Set<String>> words = new HashMap<>();
  private final Map<String, Set<String>> causes = new HashMap<>();

  RelatedPages(Guide guide) {
    this.guide = guide;
    for (var situation : guide.facts().data().situations()) {
      words.put(situation.id(), Set.copyOf(situation.words()));
      causes.put(situation.id(), causes(guide.facts().latest(situation.cases())));
    }
  }

  private static Set<String> causes(Collection<CellEntry> cells) {
    return cells.stream()
        .map(CellEntry::cause)
        .filter(Objects::nonNull)
        .collect(Collectors.toSet());
  }

  /** A situation, and how near it is to the one that a page is about. */
  private record Near(SituationEntry situation, int nearness) {}

  /** Returns links to related situations, and to what the cells are about otherwise. */
  List<Html> of(Place page, SituationEntry situation, Collection<CellEntry> cells, int most) {
    var list = Html.of("ul").css("related");
    guide.facts().data().situations().stream()
        .filter(s -> !s.id().equals(situation.id()))
        .map(s -> new Near(s, nearness(situation, s)))
        .filter(n -> n.nearness > 0)
        .sorted(
            Comparator.comparingInt(Near::nearness).reversed().thenComparing(n -> n.situation.id()))
        .limit(most)
        .forEach(n -> list.add(Html.of("li", guide.situation(page, n.situation.id()))));
    others(page, situation, cells).forEach(o -> list.add(Html.of("li", o)));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private int nearness(SituationEntry a, SituationEntry b) {
    return WORD * common(words.get(a.id()), words.get(b.id()))
        + CAUSE * common(causes.get(a.id()), causes.get(b.id()))
        + (a.row().equals(b.row()) ? 1 : 0);
  }

  private static int common(Set<String> a, Set<String> b) {
    return (int) a.stream().filter(b::contains).count();
  }

  private List<Html> others(Place page, SituationEntry situation, Collection<CellEntry> cells) {
    var all = new ArrayList<Html>();
    cells.stream()
        .flatMap(c -> Engines.of(c.runtime(), c.host()).stream())
        .distinct()
        .sorted()
        .limit(WORD)
        .forEach(
            e ->
                all.add(
                    guide.link(page, Kind.ENGINE, e, "Checkpoints with " + Vocabulary.engine(e))));
    guide.facts().data().applications().stream()
        .filter(a -> situation.id().equals(a.situation()))
        .limit(WORD * 2)
        .forEach(a -> all.add(guide.link(page, Kind.APPLICATION, a.id(), a.id())));
    var objects =
        guide.facts().data().objects().stream()
            .filter(o -> situation.id().equals(o.situation()))
            .toList();
    objects.stream()
        .limit(MAX_OBJECTS)
        .forEach(o -> all.add(guide.link(page, Kind.OBJECT, o.id(), o.id())));
    if (objects.size() > MAX_OBJECTS) {
      all.add(
          Html.of("a", Words.count(objects.size() - MAX_OBJECTS, "more object"))
              .address("href", Address.of(page, Kind.OBJECT.list())));
    }
    return all;
  }

  private static final int MAX_OBJECTS = 20;
}
