package org.criumatrix.site;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;

/** Situations that no known way makes work with a build, or only some ways. */
final class NotWorking {

  private static final int MAX_SHOWN = 60;

  private final Guide guide;
  private final Place page;

  NotWorking(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  List<Html> section(Collection<Answer> answers, String build) {
    var best =
        answers.stream()
            .filter(a -> a.criu().equals(build))
            .collect(
                Collectors.groupingBy(
                    Answer::situation,
                    Collectors.collectingAndThen(
                        Collectors.minBy(Comparator.comparing(a -> Standing.of(a.verdict()))),
                        a -> a.orElseThrow())))
            .values();
    var list = Html.of("ul").css("cases");
    best.stream()
        .filter(a -> List.of(Standing.PARTLY, Standing.NO).contains(Standing.of(a.verdict())))
        .sorted(
            Comparator.comparing((Answer a) -> Standing.of(a.verdict()))
                .reversed()
                .thenComparing(Answer::situation))
        .limit(MAX_SHOWN)
        .forEach(a -> list.add(item(a)));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private Html item(Answer answer) {
    var item =
        Html.of(
            "span",
            guide.situation(page, answer.situation()),
            " ",
            Html.of("span", guide.words(page, answer)).css("quiet"));
    answer.causes().stream()
        .limit(1)
        .forEach(c -> item.add(Html.of("small", guide.cause(page, c))));
    return Html.of("li", Standing.of(answer.verdict()).sign(), item);
  }
}
