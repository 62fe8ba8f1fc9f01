package org.criumatrix.site;

import java.util.Collection;
import java.util.List;
import org.criumatrix.dataset.CaseEntry;

/** Cases with what they are, and what the newest build makes of them. */
final class CaseList {

  private static final int MAX_SHOWN = 120;

  private final Guide guide;
  private final Place page;

  CaseList(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  Html of(Collection<CaseEntry> cases) {
    var list = Html.of("ul").css("cases");
    cases.stream().limit(MAX_SHOWN).forEach(c -> list.add(item(c)));
    if (cases.size() > MAX_SHOWN) {
      list.add(
          Html.of(
              "li", "%d more are in the data of this page.".formatted(cases.size() - MAX_SHOWN)));
    }
    return list;
  }

  private Html item(CaseEntry entry) {
    var standing = Headline.of(CellAnswers.of(guide.facts().latest(entry.id()))).standing();
    return Html.of(
        "li",
        standing.sign(),
        Html.of(
            "span",
            guide.theCase(page, entry.id()),
            " ",
            Html.of("span", standing.words()).css("quiet"),
            about(entry)));
  }

  private static List<Html> about(CaseEntry entry) {
    return entry.about() == null || entry.about().isBlank()
        ? List.of()
        : List.of(Html.of("small", entry.about()));
  }
}
