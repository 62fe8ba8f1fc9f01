package org.criumatrix.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.dataset.CauseEntry;
import org.criumatrix.dataset.CellEntry;

/** Causes of the failures that a page is about, the most frequent first, each with its way out. */
final class CauseList {

  private static final int MAX_SHOWN = 8;
  private static final int LONGEST_ERROR = 160;

  private final Guide guide;
  private final Place page;

  CauseList(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  /** Returns the causes by which these cells fail; empty if none does. */
  List<Html> section(Collection<CellEntry> cells) {
    var counts =
        cells.stream()
            .map(CellEntry::cause)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var list = Html.of("ul").css("causes");
    counts.entrySet().stream()
        .sorted(
            Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry.comparingByKey()))
        .limit(MAX_SHOWN)
        .flatMap(e -> guide.facts().cause(e.getKey()).stream().map(c -> item(c, e.getValue())))
        .forEach(list::add);
    var more = counts.size() - MAX_SHOWN;
    if (more > 0) {
      list.add(Html.of("li", Words.count(more, "rarer cause"), " are in the cells below."));
    }
    return list.isEmpty() ? List.of() : List.of(list);
  }

  /**
   * @param cells cells that fail by it, of those that the page is about
   */
  Html item(CauseEntry cause, long cells) {
    var item =
        Html.of(
            "li",
            Html.of("p", guide.cause(page, cause.id()), " ", Causes.badge(cause)).css("title"),
            Html.of(
                    "p",
                    "%s; CRIU %s".formatted(Words.count(cells, "cell"), Words.list(cause.builds())))
                .css("quiet"));
    Causes.error(cause)
        .ifPresent(e -> item.add(Html.of("p", Html.of("code", Words.cut(e, LONGEST_ERROR)))));
    if (!cause.remedies().isEmpty()) {
      item.add(
          Html.of(
              "p",
              Html.of("b", "Way out: "),
              Words.sentence(String.join("; ", cause.remedies())),
              "."));
    }
    return item;
  }
}
