package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;

/**
 * How many situations work, in words, at the top of a page about an engine, a kernel or a build.
 */
final class ShareSentence {

  private final Guide guide;
  private final Place page;
  private final List<Answer> answers;
  private final String where;
  private final String build;
  private final String kernel;
  private final List<Answer> counted;
  private final Share share;
  private final List<String> exceptions = new ArrayList<>();

  /**
   * @param where what the page is about, {@code in docker}
   */
  ShareSentence(Guide guide, Place page, List<Answer> answers, String where) {
    this.guide = guide;
    this.page = page;
    this.answers = answers;
    this.where = where;
    this.build = answers.stream().map(Answer::criu).min(Facts.NEWEST_FIRST).orElse("");
    var newest = answers.stream().filter(a -> a.criu().equals(build)).toList();
    this.kernel = kernel(newest);
    this.counted =
        newest.stream().filter(a -> kernel.isEmpty() || kernel.equals(a.kernel())).toList();
    this.share = Share.of(counted);
  }

  /** Returns the kernel with the most situations that were tried, the newest of several. */
  private static String kernel(List<Answer> newest) {
    var situations =
        newest.stream()
            .filter(a -> Standing.of(a.verdict()).isTried())
            .collect(
                Collectors.groupingBy(
                    Answer::kernel,
                    Collectors.mapping(Answer::situation, Collectors.toCollection(TreeSet::new))));
    return situations.entrySet().stream()
        .min(
            Comparator.comparingInt((Map.Entry<String, TreeSet<String>> e) -> -e.getValue().size())
                .thenComparing(Map.Entry::getKey, Facts.NEWEST_FIRST))
        .map(Map.Entry::getKey)
        .orElse("");
  }

  private long cells() {
    return counted.stream()
        .filter(a -> Standing.of(a.verdict()).isTried())
        .flatMap(a -> a.cells().stream())
        .distinct()
        .count();
  }

  /** Adds that something does not work in one of several editions, so that it is not all good. */
  ShareSentence except(List<String> failures) {
    exceptions.addAll(failures);
    return this;
  }

  Standing standing() {
    return exceptions.isEmpty() || share.works() == 0 ? share.standing() : Standing.PARTLY;
  }

  String text() {
    return switch (standing()) {
      case UNTESTED -> "Never tested " + where + ".";
      case UNAVAILABLE -> "It could not be tried %s.".formatted(where);
      default ->
          "%d of %s %s%s %s with CRIU %s on Linux %s (%s), counting the best known way of each."
                  .formatted(
                      share.works(),
                      Words.count(share.tried(), "situation"),
                      share.works() == 1 ? "works" : "work",
                      share.partly() == 0 ? "" : " and %d partly".formatted(share.partly()),
                      where,
                      build,
                      guide.facts().series(kernel),
                      Words.count(cells(), "cell"))
                  .replaceAll(" {2,}", " ")
              + (exceptions.isEmpty() ? "" : " But not %s.".formatted(Words.list(exceptions)));
    };
  }

  Html section() {
    return Html.of(
            "div",
            standing().sign(),
            Html.of(
                "div",
                Html.of("p", text()).css("lead"),
                Html.of("p", new VerdictSentence(guide, page, answers).tested()).css("tested")))
        .css("answer " + standing().css());
  }
}
