package org.criumatrix.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.criumatrix.dataset.CellEntry;

/** Cells that show what a page says, each with its day, its run and its error. */
final class EvidenceList {

  private static final int LONGEST_ERROR = 160;

  /** The newest build first, on the newest kernel. */
  static final Comparator<CellEntry> ORDER =
      Comparator.comparing(CellEntry::criu, Facts.NEWEST_FIRST)
          .thenComparing(CellEntry::kernel, Facts.NEWEST_FIRST)
          .thenComparing(Context::of, Context.ORDER)
          .thenComparing(CellEntry::id);

  private final Guide guide;
  private final Place page;
  private final int longest;
  private final boolean withCase;

  /**
   * @param longest lines at most; the JSON of the page has all
   * @param withCase whether cells are of several cases, so that each names its own
   */
  EvidenceList(Guide guide, Place page, int longest, boolean withCase) {
    this.guide = guide;
    this.page = page;
    this.longest = longest;
    this.withCase = withCase;
  }

  /** Returns the cells as a table; empty without any. */
  List<Html> section(Collection<CellEntry> cells) {
    if (cells.isEmpty()) {
      return List.of();
    }
    var sorted = cells.stream().sorted(ORDER).toList();
    var head = Html.of("tr");
    columns().forEach(c -> head.add(Html.of("th", c).with("scope", "col")));
    var body = Html.of("tbody");
    sorted.stream().limit(longest).forEach(c -> body.add(row(c)));
    var section =
        Html.of(
            "div",
            Html.of("div", Html.of("table", Html.of("thead", head), body).css("evidence"))
                .css("wide")
                .with("tabindex", "0")
                .with("role", "region")
                .with("aria-label", "Cells"));
    if (sorted.size() > longest) {
      section.add(
          Html.of(
              "p",
              "%s of %s are shown; "
                  .formatted(Words.number(longest), Words.count(sorted.size(), "cell")),
              Html.of("a", "the data of this page").address("href", Address.of(page, page.json())),
              " has all."));
    }
    return List.of(section);
  }

  private List<String> columns() {
    return withCase
        ? List.of("Result", "Case", "CRIU", "Who, where", "Linux", "Day", "Error")
        : List.of("Result", "CRIU", "Who, where", "Linux", "Day", "Error");
  }

  private Html row(CellEntry cell) {
    var standing = Standing.of(cell.verdict());
    var row = Html.of("tr", Html.of("td", standing.badge(verdict(cell))));
    if (withCase) {
      row.add(Html.of("td", guide.theCase(page, cell.caseId())));
    } else {
      row.id(cell.id());
    }
    return row.add(
        Html.of("td", guide.link(page, Kind.CRIU, cell.criu(), cell.criu())),
        Html.of("td", Context.of(cell).words()),
        Html.of(
            "td",
            guide.link(page, Kind.KERNEL, cell.kernel(), guide.facts().series(cell.kernel()))),
        Html.of(
                "td",
                guide.link(page, Kind.RUN, cell.run(), Words.iso(cell.ended())),
                guide.age(cell.ended()))
            .css("day"),
        Html.of("td", error(cell)));
  }

  private static String verdict(CellEntry cell) {
    if (cell.attempts() > 1) {
      return "%s; worked %d of %d times".formatted(cell.verdict(), cell.worked(), cell.attempts());
    }
    return cell.phase() == null ? cell.verdict() : cell.verdict() + " at " + cell.phase();
  }

  private List<Html> error(CellEntry cell) {
    if (cell.error() == null) {
      return List.of();
    }
    var text = Html.of("code", Words.cut(Causes.shown(cell.error()), LONGEST_ERROR));
    return List.of(cell.cause() == null ? text : guide.link(page, Kind.CAUSE, cell.cause(), text));
  }
}
