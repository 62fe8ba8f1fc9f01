package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.advice.CriuOption;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.TraitEntry;

/** A page for each trait: something that a process tree holds or is. */
final class TraitPages implements PageMaker {

  private static final int MAX_CELLS = 30;
  private static final int MAX_OBJECTS = 40;

  private final Guide guide;
  private final Map<String, List<CellEntry>> cells;

  TraitPages(Guide guide) {
    this.guide = guide;
    this.cells =
        guide
            .facts()
            .latestBy(
                c ->
                    c.traits() == null
                        ? List.of()
                        : c.traits().stream().map(TraitPages::name).distinct().toList());
  }

  private static String name(String trait) {
    return trait.replaceFirst(":.*", "");
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().traits().stream().map(this::page);
  }

  private Page page(TraitEntry trait) {
    var place = guide.map().get(Kind.TRAIT, trait.id());
    var mine = cells.getOrDefault(trait.id(), List.of());
    var newest = guide.facts().builds().stream().findFirst().orElse("");
    var tried =
        mine.stream()
            .filter(c -> c.criu().equals(newest) && c.verdict().matches("works|refuses|fails"))
            .toList();
    var works = tried.stream().filter(c -> c.verdict().equals("works")).count();
    var standing =
        tried.isEmpty()
            ? Standing.UNTESTED
            : works == tried.size() ? Standing.WORKS : works == 0 ? Standing.NO : Standing.PARTLY;
    var sentence =
        tried.isEmpty()
            ? "No program that holds it was tested with the newest CRIU."
            : "%s of %s that hold it work with CRIU %s."
                .formatted(Words.number(works), Words.count(tried.size(), "cell"), newest);
    var meaning = Words.sentence(Words.known(trait.meaning()));
    var content =
        new Sections()
            .paragraph("about", meaning)
            .plain(
                Html.of(
                        "div",
                        standing.sign(),
                        Html.of(
                            "div",
                            Html.of("p", sentence).css("lead"),
                            Html.of("p", "Over all builds and kernels: ", tally(trait))
                                .css("tested")))
                    .css("answer " + standing.css()))
            .add("Causes that meet who holds it", causes(place, trait))
            .add("Options that are about it", options(place, trait))
            .add("Why cells that hold it fail", new CauseList(guide, place).section(tried))
            .add("Evidence", new EvidenceList(guide, place, MAX_CELLS, true).section(mine));
    var data = new LinkedHashMap<String, Object>();
    data.put("trait", trait);
    data.put("cells", CellData.Brief.of(mine));
    return Page.of(
        guide,
        Kind.TRAIT,
        trait.id(),
        "Can a program with %s be checkpointed?".formatted(trait.id()),
        sentence + " " + meaning,
        content.html(),
        data,
        SearchEntry.of(Kind.TRAIT, trait.id(), trait.id(), meaning, List.of())
            .with(standing, sentence));
  }

  private static String tally(TraitEntry trait) {
    var tally = trait.tally();
    return "%s work, %s refuse, %s fail."
        .formatted(
            Words.number(tally.works()),
            Words.number(tally.refuses()),
            Words.number(tally.fails()));
  }

  private List<Html> causes(Place place, TraitEntry trait) {
    var list = Html.of("ul").css("causes");
    var causes = new CauseList(guide, place);
    guide.facts().data().causes().stream()
        .filter(c -> c.traits().stream().anyMatch(t -> name(t).equals(trait.id())))
        .limit(MAX_OBJECTS)
        .forEach(c -> list.add(causes.item(c, c.cells())));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private List<Html> options(Place place, TraitEntry trait) {
    var options = CriuOption.all().stream().filter(o -> o.about().contains(trait.id())).toList();
    if (options.isEmpty()) {
      return List.of();
    }
    var list = Html.of("ul");
    options.forEach(
        o -> list.add(Html.of("li", guide.option(place, o.name()), ": ", o.meaning(), ".")));
    return List.of(list);
  }
}
