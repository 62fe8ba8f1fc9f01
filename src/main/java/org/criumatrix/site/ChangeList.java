package org.criumatrix.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.criumatrix.dataset.Change;

/** What changed between two builds, kernels or runs, cell by cell. */
final class ChangeList {

  private static final int MAX_SHOWN = 60;

  /** What matters most first. */
  private static final List<String> DIRECTIONS = List.of("worse", "better", "other");

  private static final Comparator<Change> ORDER =
      Comparator.comparingInt((Change c) -> DIRECTIONS.indexOf(c.direction()))
          .thenComparing(Change::to, Facts.NEWEST_FIRST)
          .thenComparing(Change::caseId)
          .thenComparing(c -> new Context(c.host(), c.runtime(), c.privilege()), Context.ORDER);

  private final Guide guide;
  private final Place page;

  ChangeList(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  /** Returns a table; empty without changes. */
  List<Html> section(Collection<Change> changes) {
    if (changes.isEmpty()) {
      return List.of();
    }
    var body = Html.of("tbody");
    changes.stream().sorted(ORDER).limit(MAX_SHOWN).forEach(c -> body.add(row(c)));
    var head = Html.of("tr");
    List.of("Change", "Case", "Who, where", "Between", "Before, after")
        .forEach(c -> head.add(Html.of("th", c).with("scope", "col")));
    var table =
        Html.of("div", Html.of("table", Html.of("thead", head), body).css("evidence"))
            .css("wide")
            .with("tabindex", "0")
            .with("role", "region")
            .with("aria-label", "Changes");
    return changes.size() <= MAX_SHOWN
        ? List.of(table)
        : List.of(
            table,
            Html.of(
                "p",
                "%d of %s are shown; ".formatted(MAX_SHOWN, Words.count(changes.size(), "change")),
                Html.of("a", "the data of this page")
                    .address("href", Address.of(page, page.json())),
                " has all."));
  }

  private Html row(Change change) {
    return Html.of(
        "tr",
        Html.of("td", badge(change.direction())),
        Html.of("td", guide.theCase(page, change.caseId())),
        Html.of("td", new Context(change.host(), change.runtime(), change.privilege()).words()),
        Html.of(
            "td", place(change, change.from()), " → ", place(change, change.to()), where(change)),
        Html.of(
            "td",
            result(change.before(), change.phaseBefore()),
            " → ",
            result(change.after(), change.phaseAfter()),
            cause(change)));
  }

  private List<Html> cause(Change change) {
    return change.cause() == null
        ? List.of()
        : List.of(Html.of("small", guide.cause(page, change.cause())));
  }

  private List<Html> where(Change change) {
    return switch (change.along()) {
      case "criu" -> List.of(Html.of("small", "Linux " + guide.facts().series(change.kernel())));
      case "kernel" -> List.of(Html.of("small", "CRIU " + change.criu()));
      default ->
          List.of(
              Html.of(
                  "small",
                  "CRIU %s, Linux %s"
                      .formatted(change.criu(), guide.facts().series(change.kernel()))));
    };
  }

  private Html place(Change change, String end) {
    return switch (change.along()) {
      case "criu" -> guide.link(page, Kind.CRIU, end, end);
      case "kernel" -> guide.link(page, Kind.KERNEL, end, guide.facts().series(end));
      default -> guide.run(page, end);
    };
  }

  static String result(String verdict, String phase) {
    return phase == null ? verdict : "%s at %s".formatted(verdict, phase);
  }

  private static Html badge(String direction) {
    var words =
        switch (direction) {
          case "better", "worse" -> direction;
          default -> "otherwise";
        };
    return Html.of("span", sign(direction), " ", words);
  }

  /** Returns the mark of a direction; words stand next to it. */
  static Html sign(String direction) {
    return switch (direction) {
      case "better" -> sign("▲", "works");
      case "worse" -> sign("▼", "no");
      default -> sign("◆", "partly");
    };
  }

  private static Html sign(String mark, String css) {
    return Html.of("span", mark).css("sign " + css).with("aria-hidden", "true");
  }
}
