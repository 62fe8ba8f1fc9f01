package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.CauseEntry;
import org.criumatrix.dataset.CellEntry;

/** A page for each cause of failures: what it is, whom it meets, and the way out. */
final class CausePages implements PageMaker {

  private static final int MAX_CELLS = 40;
  private static final int MAX_ERRORS = 12;
  private static final int LONGEST_QUESTION = 90;

  private final Guide guide;
  private final Map<String, List<CellEntry>> cells;

  CausePages(Guide guide) {
    this.guide = guide;
    this.cells = guide.facts().latestBy(c -> c.cause() == null ? List.of() : List.of(c.cause()));
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().causes().stream().map(this::page);
  }

  private Page page(CauseEntry cause) {
    var place = guide.map().get(Kind.CAUSE, cause.id());
    var mine = cells.getOrDefault(cause.id(), List.of());
    var content =
        new Sections()
            .plain(verdict(cause))
            .add("What CRIU or the program prints", errors(cause))
            .add("The way out", wayOut(place, cause))
            .add("What is lost", harms(cause))
            .add("Where it was seen", seen(place, cause))
            .add("Whom it meets", meets(place, cause))
            .add("Evidence", evidence(place, cause, mine));
    var data = new LinkedHashMap<String, Object>();
    data.put("cause", cause);
    data.put("cells", CellData.of(mine));
    return Page.of(
        guide,
        Kind.CAUSE,
        cause.id(),
        question(cause),
        why(cause),
        content.html(),
        data,
        SearchEntry.of(Kind.CAUSE, cause.id(), Causes.title(cause), why(cause), words(cause))
            .with(null, Causes.answer(cause))
            .withErrors(Causes.searched(cause)));
  }

  private static List<String> words(CauseEntry cause) {
    return Stream.of(cause.traits(), cause.remedies()).flatMap(List::stream).toList();
  }

  private static String question(CauseEntry cause) {
    var where = cause.phases().isEmpty() ? "a checkpoint" : Causes.phases(cause);
    return Causes.error(cause)
        .map(e -> "Why does %s fail with “%s”?".formatted(where, Words.cut(e, LONGEST_QUESTION)))
        .orElse("Why does %s fail?".formatted(where));
  }

  private static String why(CauseEntry cause) {
    return cause.why() == null || cause.why().isBlank()
        ? "The cause is not known."
        : Words.sentence(cause.why()) + ".";
  }

  private Html verdict(CauseEntry cause) {
    return Html.of(
            "div",
            Html.of("span", "!").css("sign").with("aria-hidden", "true"),
            Html.of(
                "div",
                Html.of("p", why(cause)).css("lead"),
                Html.of(
                        "p",
                        Causes.badge(cause),
                        " ",
                        Words.count(cause.cells(), "cell"),
                        " fail by it.")
                    .css("tested")))
        .css("answer cause");
  }

  private static List<Html> errors(CauseEntry cause) {
    return cause.errors().isEmpty()
        ? List.of()
        : List.of(
            Html.of(
                    "pre",
                    Html.of(
                        "code",
                        String.join(
                            "\n",
                            cause.errors().stream()
                                .map(Causes::shown)
                                .distinct()
                                .limit(MAX_ERRORS)
                                .toList())))
                .css("log")
                .with("tabindex", "0"));
  }

  private List<Html> wayOut(Place place, CauseEntry cause) {
    var all = new ArrayList<Html>();
    if (!cause.remedies().isEmpty()) {
      var list = Html.of("ul");
      cause.remedies().forEach(r -> list.add(Html.of("li", Words.sentence(r), ".")));
      all.add(list);
    }
    if (!cause.worksWith().isEmpty()) {
      all.add(
          Html.of(
              "p",
              "Cases that fail by it work with ",
              Guide.sequence(cause.worksWith().stream().map(b -> guide.build(place, b)).toList()),
              "."));
    }
    var options =
        guide.facts().data().options().stream()
            .filter(o -> o.solves().contains(cause.id()))
            .toList();
    if (!options.isEmpty()) {
      all.add(
          Html.of(
              "p",
              "Options that solve it: ",
              Guide.sequence(options.stream().map(o -> guide.option(place, o.id())).toList()),
              "."));
    }
    Address.issue(cause.issue())
        .ifPresent(
            a ->
                all.add(
                    Html.of(
                        "p",
                        "Upstream: ",
                        Html.of("a", cause.issue())
                            .address("href", a)
                            .with("rel", "noopener noreferrer"),
                        cause.fixed() == null
                            ? "."
                            : "; fixed in CRIU %s.".formatted(cause.fixed()))));
    return all.isEmpty() ? List.of(Html.of("p", "None is known.")) : all;
  }

  private static List<Html> harms(CauseEntry cause) {
    var list = Html.of("ul").css("harms");
    Causes.harms(cause).forEach(h -> list.add(Html.of("li", h)));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private Html seen(Place place, CauseEntry cause) {
    return new FactTable()
        .add(
            "CRIU",
            Guide.sequence(
                cause.builds().stream().map(b -> guide.link(place, Kind.CRIU, b, b)).toList()))
        .add(
            "Linux",
            Guide.sequence(
                cause.kernels().stream().map(k -> guide.link(place, Kind.KERNEL, k, k)).toList()))
        .add("First seen", Html.of("span", Words.day(cause.firstSeen())))
        .add("Last seen", Html.of("span", Words.day(cause.lastSeen())), guide.age(cause.lastSeen()))
        .html();
  }

  private List<Html> meets(Place place, CauseEntry cause) {
    var all = new ArrayList<Html>();
    var traits = cause.traits().stream().map(t -> guide.trait(place, t)).toList();
    if (!traits.isEmpty()) {
      all.add(Html.of("p", "Programs that hold ", Guide.sequence(traits), "."));
    }
    var situations =
        cause.cases().stream()
            .flatMap(c -> guide.facts().findCase(c).stream())
            .map(CaseEntry::situation)
            .filter(Objects::nonNull)
            .distinct()
            .toList();
    if (!situations.isEmpty()) {
      var list = Html.of("ul").css("related");
      situations.stream()
          .limit(MAX_CELLS)
          .forEach(s -> list.add(Html.of("li", guide.situation(place, s))));
      all.add(list);
    }
    return all;
  }

  private List<Html> evidence(Place place, CauseEntry cause, List<CellEntry> mine) {
    var parts = new ArrayList<>(new EvidenceList(guide, place, MAX_CELLS, true).section(mine));
    mine.stream()
        .min(EvidenceList.ORDER)
        .ifPresent(
            c -> {
              parts.add(Html.of("p", "To see it:"));
              parts.add(WayOut.commands(List.of(Replay.of(c))));
              parts.add(new QueryLinks(place).cause(cause.id()));
            });
    return parts;
  }
}
