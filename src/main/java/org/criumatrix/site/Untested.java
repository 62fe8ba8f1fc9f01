package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import org.criumatrix.dataset.Answer;

/** Contexts in which something was never tried, each with the command that would show it. */
final class Untested {

  private static final int MAX_NAMED = 12;

  private final Guide guide;
  private final Place page;

  Untested(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  /**
   * @param cells what is to be played, as globs
   * @param mayBeContained whether it makes sense in a container: not for what is about one engine
   */
  Html section(List<Answer> answers, String cells, boolean mayBeContained) {
    var facts = guide.facts();
    var tried = answers.stream().filter(a -> Standing.of(a.verdict()).isTried()).toList();
    if (tried.isEmpty()) {
      return Html.of(
          "div",
          Html.of("p", "There is no result of it. This would show it:"),
          WayOut.commands(List.of(Replay.of(cells))));
    }
    var list = Html.of("ul").css("untested");
    missing(facts.privileges(), tried, Answer::privilege)
        .forEach(
            p ->
                list.add(
                    item(
                        Words.sentence(Context.who(p)),
                        "privilege-" + p,
                        cells,
                        "-Dprivilege=" + Quoted.word(p))));
    if (mayBeContained) {
      contained(tried).forEach(list::add);
    }
    var kernels =
        missing(
            facts.kernels().stream().map(facts::series).toList(),
            tried,
            a -> facts.series(a.kernel()));
    if (!kernels.isEmpty()) {
      kernels.sort(Facts.NEWEST_FIRST);
      list.add(
          item(
              "On Linux " + Words.list(cut(kernels), "or"),
              "kernel",
              cells,
              guide.facts().machineWith(kernels.get(0))));
    }
    var others = Vocabulary.otherArchitectures(facts.architectures(VerdictSentence.kernels(tried)));
    list.add(
        Html.of(
                "li",
                "On ",
                Words.list(others, "or"),
                ". On such a machine, this would show it:",
                WayOut.commands(List.of(Replay.of(cells))))
            .id("untested-architecture"));
    return list;
  }

  private List<Html> contained(List<Answer> tried) {
    var runtimes = missing(guide.facts().runtimes(), tried, a -> Engines.name(a.runtime()));
    if (runtimes.isEmpty()) {
      return List.of();
    }
    var item = Html.of("li", "In a container of ");
    item.add(
        Guide.sequence(
            cut(runtimes).stream().map(r -> guide.link(page, Kind.ENGINE, r, r)).toList()));
    return List.of(
        item.add(
                ". What engines do with other programs is on their pages. A case of its own would show it; ",
                "cases that run in containers are in the row ",
                Html.of("code", "containers"),
                ".")
            .id("untested-engine"));
  }

  private Html item(String context, String id, String cells, String option) {
    return Html.of(
            "li",
            context,
            ". This would show it:",
            WayOut.commands(List.of(Replay.of(cells, option))))
        .id("untested-" + id);
  }

  private static List<String> missing(
      Collection<String> known, List<Answer> tried, Function<Answer, String> of) {
    var missing = new TreeSet<>(known);
    tried.forEach(a -> missing.remove(of.apply(a)));
    return new ArrayList<>(missing);
  }

  private static List<String> cut(List<String> words) {
    return words.size() <= MAX_NAMED ? words : words.subList(0, MAX_NAMED);
  }
}
