package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The lists of all pages of a kind, cut into pages where they are long. */
final class ListPages implements PageMaker {

  private static final int MAX_ITEMS = 200;

  private final Guide guide;
  private final Map<Kind, List<Listed>> byKind;
  private final ListGroups groups;

  ListPages(Guide guide, Map<Kind, List<Listed>> byKind) {
    this.guide = guide;
    this.byKind = byKind;
    this.groups = new ListGroups(guide.facts());
  }

  @Override
  public Stream<Page> pages() {
    return Stream.of(Kind.values())
        .filter(k -> k != Kind.TREND)
        .flatMap(k -> pages(k, byKind.getOrDefault(k, List.of())));
  }

  private Stream<Page> pages(Kind kind, List<Listed> all) {
    var sorted = groups.sorted(kind, all);
    var pages = new ArrayList<Page>();
    var number = Math.max(1, (sorted.size() + MAX_ITEMS - 1) / MAX_ITEMS);
    for (var i = 0; i < number; i++) {
      var part = sorted.subList(i * MAX_ITEMS, Math.min(sorted.size(), (i + 1) * MAX_ITEMS));
      pages.add(page(kind, part, i, number, sorted.size()));
    }
    return pages.stream();
  }

  /** Returns the place of a part of a list; the first one is the list's own. */
  static Place place(Kind kind, int part) {
    return part == 0
        ? kind.list()
        : new Place("%s/index-%d.html".formatted(kind.folder(), part + 1));
  }

  private Page page(Kind kind, List<Listed> part, int index, int number, int all) {
    var place = place(kind, index);
    var content = new Sections().paragraph("about", ListTexts.intro(kind));
    if (all == 0) {
      content.plain(Html.of("p", "There is none in the data."));
    }
    var grouped = new LinkedHashMap<String, List<Listed>>();
    part.forEach(
        l -> grouped.computeIfAbsent(groups.group(kind, l), g -> new ArrayList<>()).add(l));
    grouped.forEach(
        (group, items) -> {
          var list = Html.of("ul").css("list");
          items.forEach(l -> list.add(item(place, l)));
          if (group.isEmpty()) {
            content.plain(list);
          } else {
            content.plain(
                Html.of("section", Html.of("h2", groups.title(kind, group)).id(group), list));
          }
        });
    if (number > 1) {
      content.plain(pager(kind, place, index, number));
    }
    var title = ListTexts.title(kind);
    return new Page(
        place,
        index == 0 ? List.of() : List.of(Page.Crumb.of(kind)),
        number == 1 ? title : "%s (%d of %d)".formatted(title, index + 1, number),
        ListTexts.intro(kind),
        content.html(),
        List.of(),
        part.stream().map(Listed::line).toList(),
        null);
  }

  private Html item(Place place, Listed listed) {
    var entry = listed.entry();
    var item = Html.of("li");
    if (entry.standing() != null) {
      item.add(entry.standing().sign());
    }
    var words =
        Html.of(
            "span", Html.of("a", entry.title()).address("href", Address.of(place, listed.place())));
    if (listed.kind() == Kind.CAUSE) {
      guide
          .facts()
          .cause(entry.id())
          .ifPresent(
              c ->
                  words.add(
                      " ",
                      Causes.badge(c),
                      Html.of(
                          "small",
                          Words.count(c.cells(), "cell")
                              + Causes.error(c)
                                  .map(e -> ": " + Words.cut(e, LONGEST_NOTE))
                                  .orElse(""))));
    } else {
      if (entry.standing() != null) {
        words.add(" ", Html.of("span", entry.standing().words()).css("quiet"));
      }
      words.add(Html.of("small", Words.cut(entry.about(), LONGEST_NOTE)));
    }
    return item.add(words);
  }

  private static final int LONGEST_NOTE = 140;

  private static Html pager(Kind kind, Place place, int index, int number) {
    var pager = Html.of("nav").css("pager").with("aria-label", "Parts of this list");
    for (var i = 0; i < number; i++) {
      var link =
          Html.of("a", Integer.toString(i + 1)).address("href", Address.of(place, place(kind, i)));
      pager.add(i == index ? link.with("aria-current", "page") : link, " ");
    }
    return pager;
  }
}
