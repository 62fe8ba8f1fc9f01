package org.criumatrix.site;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.dataset.CellEntry;

/** What a program loses where a checkpoint fails. */
final class HarmList {

  private HarmList() {}

  /** Returns what failing cells do to their programs, the worst first; empty if none fails. */
  static List<Html> section(Collection<CellEntry> cells) {
    var counts =
        cells.stream()
            .filter(c -> c.verdict().equals("fails"))
            .map(CellEntry::harm)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    var list = Html.of("ul").css("harms");
    Harms.ORDER.stream()
        .filter(counts::containsKey)
        .forEach(
            h ->
                list.add(
                    Html.of(
                        "li",
                        Harms.sentence(h),
                        " ",
                        Html.of("span", Words.count(counts.get(h), "cell")).css("quiet"))));
    return list.isEmpty() ? List.of() : List.of(list);
  }
}
