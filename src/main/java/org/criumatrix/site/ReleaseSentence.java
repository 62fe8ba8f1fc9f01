package org.criumatrix.site;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.dataset.Change;

/** What a release made better or worse, in words. */
final class ReleaseSentence {

  private final Guide guide;
  private final Place page;
  private final String build;
  private final List<Change> changes;

  ReleaseSentence(Guide guide, Place page, String build, List<Change> changes) {
    this.guide = guide;
    this.page = page;
    this.build = build;
    this.changes = changes;
  }

  String text() {
    var from = changes.stream().map(Change::from).distinct().sorted(Facts.NEWEST_FIRST).toList();
    if (from.isEmpty()) {
      return guide.facts().builds().indexOf(build) == guide.facts().builds().size() - 1
          ? "This is the oldest build here, so there is nothing to compare it with."
          : "No cell changed from the build before.";
    }
    var parts = new ArrayList<String>();
    parts.add(worse() ? count("worse") + " got worse" : "nothing got worse");
    if (number("better") > 0) {
      parts.add(count("better") + " got better");
    }
    if (number("other") > 0) {
      parts.add(
          "%s %s in another way"
              .formatted(count("other"), number("other") == 1 ? "fails" : "fail"));
    }
    return "Compared with CRIU %s, %s.".formatted(Words.list(from), Words.list(parts));
  }

  private boolean worse() {
    return number("worse") > 0;
  }

  private String count(String direction) {
    return Words.count(number(direction), "cell");
  }

  private long number(String direction) {
    return changes.stream().filter(c -> c.direction().equals(direction)).count();
  }

  /**
   * @param share how much works with it
   */
  Html section(String share) {
    return Html.of(
            "div",
            Html.of("span", worse() ? "▼" : number("better") > 0 ? "▲" : "=")
                .css("sign")
                .with("aria-hidden", "true"),
            Html.of(
                "div",
                Html.of("p", text()).css("lead"),
                Html.of("p", share).css("tested"),
                Html.of(
                    "p",
                    Html.of("a", "All releases")
                        .address("href", Address.of(page, Kind.CRIU.list())))))
        .css("answer " + (worse() ? "partly" : number("better") > 0 ? "works" : "neutral"));
  }
}
