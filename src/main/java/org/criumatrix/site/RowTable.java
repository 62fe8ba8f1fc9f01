package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.RowEntry;

/** How many situations of each row work, column by column: builds or kernels. */
final class RowTable {

  private final Guide guide;
  private final Place page;
  private final Map<String, List<Answer>> byRow;

  /**
   * @param answers of which the table is made; of each situation the best one counts
   */
  RowTable(Guide guide, Place page, List<Answer> answers) {
    this.guide = guide;
    this.page = page;
    this.byRow =
        answers.stream()
            .filter(a -> guide.facts().situation(a.situation()).isPresent())
            .collect(
                Collectors.groupingBy(
                    a -> guide.facts().situation(a.situation()).orElseThrow().row()));
  }

  /** Returns the table with a column for each build. */
  Html byBuild(List<String> builds) {
    var columns = new LinkedHashMap<String, Html>();
    builds.forEach(b -> columns.put(b, guide.build(page, b)));
    return table(columns, Answer::criu);
  }

  /** Returns the table with a column for each series of kernels. */
  Html bySeries(List<String> releases) {
    var columns = new LinkedHashMap<String, Html>();
    releases.forEach(
        k ->
            columns.computeIfAbsent(
                guide.facts().series(k), s -> guide.link(page, Kind.KERNEL, k, "Linux " + s)));
    return table(columns, a -> guide.facts().series(a.kernel()));
  }

  private Html table(Map<String, Html> columns, Function<Answer, String> column) {
    var head = Html.of("tr", Html.of("th", "Row").with("scope", "col"));
    columns.values().forEach(c -> head.add(Html.of("th", c).with("scope", "col")));
    var body = Html.of("tbody");
    guide.facts().data().rows().stream()
        .filter(r -> byRow.containsKey(r.id()))
        .forEach(r -> body.add(row(r, columns, column)));
    return Html.of("div", Html.of("table", Html.of("thead", head), body).css("support rows"))
        .css("wide")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", "Situations that work, by row");
  }

  private Html row(RowEntry row, Map<String, Html> columns, Function<Answer, String> column) {
    var line =
        Html.of(
            "tr",
            Html.of(
                    "th",
                    Html.of("a", row.title())
                        .address("href", Address.of(page, Kind.SITUATION.list(), row.id())))
                .with("scope", "row"));
    var byColumn = byRow.get(row.id()).stream().collect(Collectors.groupingBy(column));
    columns
        .keySet()
        .forEach(
            c -> {
              var share = Share.of(byColumn.getOrDefault(c, List.of()));
              line.add(
                  Html.of("td", share.standing().badge(share.words())).css(share.standing().css()));
            });
    return line;
  }
}
