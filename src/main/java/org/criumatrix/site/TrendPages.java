package org.criumatrix.site;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.dataset.RowEntry;

/** How much worked over time: by build on one page, by row on a page each. */
final class TrendPages implements PageMaker {

  private final Guide guide;
  private final TrendParts parts;

  TrendPages(Guide guide) {
    this.guide = guide;
    this.parts = new TrendParts(guide);
  }

  @Override
  public Stream<Page> pages() {
    return Stream.concat(Stream.of(builds()), rows().map(this::row));
  }

  private Stream<RowEntry> rows() {
    return guide.facts().data().rows().stream();
  }

  private Page builds() {
    var place = Kind.TREND.list();
    var content =
        new Sections()
            .plain(
                Html.of(
                        "p",
                        ListTexts.intro(Kind.TREND),
                        " A cell counts as working if it works, or refuses as it has to. Runs play different cells: a line joins only runs of the same ones.")
                    .css("about"));
    guide
        .facts()
        .builds()
        .forEach(
            b ->
                content.add(
                    "CRIU " + b,
                    parts.of("build", b, "Cells that work with CRIU %s, by kernel".formatted(b))));
    var list = Html.of("ul").css("related");
    rows().forEach(r -> list.add(Html.of("li", guide.link(place, Kind.TREND, r.id(), r.title()))));
    content.add("By row", list);
    if (guide.facts().data().trends().isEmpty()) {
      content.plain(Html.of("p", "A chart needs two runs; the data has fewer."));
    }
    return new Page(
        place,
        List.of(),
        ListTexts.title(Kind.TREND),
        ListTexts.intro(Kind.TREND),
        content.html(),
        List.of(),
        guide.facts().data().trends().stream().filter(t -> t.kind().equals("build")).toList(),
        null);
  }

  private Page row(RowEntry row) {
    var place = guide.map().get(Kind.TREND, row.id());
    var title = "How did “%s” develop?".formatted(row.title());
    var about = "How many cells of the row “%s” worked in each run.".formatted(row.title());
    var chart = parts.of("row", row.id(), "Cells that work, by CRIU and kernel");
    var content = new Sections().paragraph("about", about);
    if (chart.isEmpty()) {
      content.plain(Html.of("p", "A chart needs two runs; the data has fewer."));
    }
    content.add("Over time", chart);
    content.plain(
        Html.of(
            "p",
            Html.of("a", "Its situations")
                .address("href", Address.of(place, Kind.SITUATION.list()))));
    return Page.of(
        guide,
        Kind.TREND,
        row.id(),
        title,
        about,
        content.html(),
        guide.facts().data().trends().stream()
            .filter(t -> t.kind().equals("row") && t.id().equals(row.id()))
            .toList(),
        SearchEntry.of(
            Kind.TREND,
            row.id(),
            row.title() + " over time",
            about,
            List.of("trend", "history", "chart")));
  }
}
