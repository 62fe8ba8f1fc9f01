package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.advice.CriuOption;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.OptionEntry;

/** A page for each option of CRIU. */
final class OptionPages implements PageMaker {

  private static final int MAX_CELLS = 30;
  private static final int MAX_SITUATIONS = 60;

  private final Guide guide;
  private final Map<String, List<Answer>> needing;
  private final Map<String, List<CellEntry>> cells;

  OptionPages(Guide guide) {
    this.guide = guide;
    this.needing = new TreeMap<>();
    guide.facts().data().answers().stream()
        .filter(a -> Standing.of(a.verdict()) == Standing.WITH_OPTIONS)
        .forEach(
            a ->
                a.options()
                    .forEach(o -> needing.computeIfAbsent(name(o), k -> new ArrayList<>()).add(a)));
    this.cells =
        guide
            .facts()
            .latestBy(
                c ->
                    c.options() == null
                        ? List.of()
                        : c.options().stream().map(OptionPages::name).distinct().toList());
  }

  private static String name(String option) {
    return option.replaceFirst("=.*", "");
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().options().stream().map(this::page);
  }

  private Page page(OptionEntry option) {
    var place = guide.map().get(Kind.OPTION, option.id());
    var known = CriuOption.find(option.id());
    var meaning = known.map(k -> Words.sentence(k.meaning()) + ".").orElse("");
    var mine = cells.getOrDefault(option.id(), List.of());
    var situations =
        needing.getOrDefault(option.id(), List.of()).stream()
            .map(Answer::situation)
            .distinct()
            .toList();
    var sentence =
        situations.isEmpty()
            ? "No situation needs it that was tested."
            : "%s %s it to work."
                .formatted(
                    Words.sentence(Words.count(situations.size(), "situation")),
                    situations.size() == 1 ? "needs" : "need");
    var content =
        new Sections()
            .paragraph("about", meaning)
            .plain(
                Html.of(
                        "div",
                        Html.of(
                            "div",
                            Html.of("p", sentence).css("lead"),
                            Html.of("p", tally(option)).css("tested")))
                    .css("answer neutral"))
            .add("How to give it", how(option, known.orElse(null)))
            .add("Situations that need it", situations(place, situations))
            .add("Causes that it solves", causes(place, option))
            .add("Traits that it is about", traits(place, known.orElse(null)))
            .add("Evidence", new EvidenceList(guide, place, MAX_CELLS, true).section(mine));
    var data = new LinkedHashMap<String, Object>();
    data.put("option", option);
    data.put("situations", situations);
    data.put("cells", CellData.Brief.of(mine));
    return Page.of(
        guide,
        Kind.OPTION,
        option.id(),
        "When does CRIU need %s?".formatted(option.id()),
        (meaning + " " + sentence).strip(),
        content.html(),
        data,
        SearchEntry.of(
            Kind.OPTION, option.id(), option.id(), (meaning + " " + sentence).strip(), List.of()));
  }

  private static String tally(OptionEntry option) {
    var tally = option.tally();
    return "%s were dumped with it; %s work, %s fail."
        .formatted(
            Words.count(tally.tried(), "cell"),
            Words.number(tally.works()),
            Words.number(tally.fails()));
  }

  private static List<Html> how(OptionEntry option, CriuOption known) {
    var lines = new ArrayList<String>();
    if (known == null || known.actions().contains("dump")) {
      lines.add("criu dump --tree PID --images-dir checkpoint " + option.id());
    }
    if (known == null || known.actions().contains("restore")) {
      lines.add("criu restore --images-dir checkpoint " + option.id());
    }
    lines.add("criu-job --criu-option=" + option.id() + " PROGRAM");
    if (known != null && !known.podman().isEmpty()) {
      lines.add("podman container checkpoint %s CONTAINER".formatted(known.podman()));
    }
    var all = new ArrayList<>(List.of(WayOut.commands(lines)));
    if (known != null && !known.capability().isEmpty()) {
      all.add(
          Html.of(
              "p",
              "A CRIU with file capabilities needs ",
              Html.of("code", known.capability()),
              " for it, too."));
    }
    return all;
  }

  private List<Html> situations(Place place, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    var list = Html.of("ul").css("related");
    ids.stream()
        .sorted()
        .limit(MAX_SITUATIONS)
        .forEach(s -> list.add(Html.of("li", guide.situation(place, s))));
    return List.of(list);
  }

  private List<Html> causes(Place place, OptionEntry option) {
    var list = Html.of("ul").css("causes");
    var causes = new CauseList(guide, place);
    option.solves().stream()
        .flatMap(c -> guide.facts().cause(c).stream())
        .forEach(c -> list.add(causes.item(c, c.cells())));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private List<Html> traits(Place place, CriuOption known) {
    if (known == null) {
      return List.of();
    }
    var traits =
        known.about().stream().filter(t -> guide.map().find(Kind.TRAIT, t).isPresent()).toList();
    return traits.isEmpty()
        ? List.of()
        : List.of(
            Html.of(
                "p",
                Guide.sequence(
                    traits.stream().map(t -> guide.trait(place, t)).collect(Collectors.toList()))));
  }
}
