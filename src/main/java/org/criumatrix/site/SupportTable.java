package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;

/**
 * What works with which CRIU build, the newest first, for whom and where. Kernels with the same
 * results share a line, which has a fragment for each of them.
 */
final class SupportTable {

  /** More would make a page long and slow; its JSON has all. */
  private static final int MAX_LINES = 60;

  private final Guide guide;
  private final Place page;
  private final List<Answer> answers;
  private final List<String> builds;
  private boolean isBySituation;

  /** What a line is about; without a situation where the whole table is about one. */
  private record Subject(String situation, Context context) {

    static final Comparator<Subject> ORDER =
        Comparator.comparing(Subject::situation).thenComparing(Subject::context, Context.ORDER);
  }

  /** Answers of kernels that have the same results. */
  private record Line(Subject subject, List<String> kernels, Map<String, Answer> byBuild) {}

  SupportTable(Guide guide, Place page, List<Answer> answers) {
    this.guide = guide;
    this.page = page;
    this.answers = answers;
    this.builds = answers.stream().map(Answer::criu).distinct().sorted(Facts.NEWEST_FIRST).toList();
  }

  /** Makes a line about one situation each, and names it. */
  SupportTable bySituation() {
    isBySituation = true;
    return this;
  }

  /** Returns the fragment of the line about a context on a kernel. */
  static String fragment(String kernel, Context context) {
    return "at_%s_%s_%s_%s"
        .formatted(kernel, context.privilege(), context.runtime(), context.host());
  }

  /** Returns the table; empty without a result. */
  List<Html> section() {
    if (answers.isEmpty()) {
      return List.of();
    }
    var lines = lines();
    var section = Html.of("div", table(lines.subList(0, Math.min(MAX_LINES, lines.size()))));
    if (lines.size() > MAX_LINES) {
      section.add(
          Html.of(
              "p",
              "%d more lines are in ".formatted(lines.size() - MAX_LINES),
              Html.of("a", "the data of this page").address("href", Address.of(page, page.json())),
              "."));
    }
    return List.of(section);
  }

  private Html table(List<Line> lines) {
    var head =
        Html.of("tr", column(isBySituation ? "Situation" : "Who calls CRIU"), column("Linux"));
    builds.forEach(b -> head.add(Html.of("th", guide.build(page, b)).with("scope", "col")));
    var body = Html.of("tbody");
    Subject last = null;
    for (var line : lines) {
      body.add(row(line, line.subject.equals(last)));
      last = line.subject;
    }
    return Html.of("div", Html.of("table", Html.of("thead", head), body).css("support"))
        .css("wide")
        .with("tabindex", "0")
        .with("role", "region")
        .with("aria-label", "What works with which CRIU");
  }

  private static Html column(String title) {
    return Html.of("th", title).with("scope", "col");
  }

  private Html row(Line line, boolean again) {
    var who = head(line.subject);
    if (!isBySituation) {
      line.kernels.forEach(k -> who.add(Html.of("span").id(fragment(k, line.subject.context))));
    }
    var row =
        Html.of(
            "tr",
            who.with("scope", "row").css(again ? "again" : "first"),
            Html.of("td", Guide.sequence(kernels(line.kernels))).css("kernels"));
    for (var build : builds) {
      row.add(entry(line.byBuild.get(build), build.equals(builds.get(0))));
    }
    return row;
  }

  private Html head(Subject subject) {
    var context = subject.context;
    if (isBySituation) {
      return Html.of(
          "th", guide.situation(page, subject.situation), Html.of("small", context.words()));
    }
    return context.where().isEmpty()
        ? Html.of("th", Html.of("span", Words.sentence(context.who())))
        : Html.of(
            "th",
            Html.of("span", Words.sentence(context.who())),
            Html.of("small", context.where()));
  }

  /** Returns the kernels by series; two releases of one series in full. */
  private List<Html> kernels(List<String> releases) {
    var bySeries =
        releases.stream()
            .collect(
                Collectors.groupingBy(
                    guide.facts()::series,
                    () -> new TreeMap<String, List<String>>(Facts.NEWEST_FIRST),
                    Collectors.toList()));
    return bySeries.entrySet().stream()
        .map(e -> guide.link(page, Kind.KERNEL, e.getValue().get(0), e.getKey()))
        .toList();
  }

  private Html entry(Answer answer, boolean newest) {
    if (answer == null) {
      return Html.of("td", Standing.UNTESTED.badge("never tested")).css("untested");
    }
    var standing = Standing.of(answer.verdict());
    var words = newest ? guide.words(page, answer) : Html.of("span", brief(answer));
    var entry = Html.of("td", standing.badge(words)).css(standing.css());
    if (newest) {
      entry.add(why(answer));
    }
    if (!answer.otherwise().isEmpty()) {
      entry.add(
          Html.of(
              "small",
              "differs on ",
              Guide.sequence(
                  answer.otherwise().stream()
                      .limit(2)
                      .map(m -> guide.link(page, Kind.MACHINE, m, "another machine"))
                      .toList())));
    }
    return entry.add(guide.age(answer.latest()));
  }

  private List<Html> why(Answer answer) {
    var standing = Standing.of(answer.verdict());
    if (standing == Standing.NO || standing == Standing.PARTLY) {
      return answer.causes().stream()
          .limit(1)
          .map(c -> Html.of("small", guide.cause(page, c)))
          .toList();
    }
    return standing == Standing.UNAVAILABLE && answer.reason() != null
        ? List.of(Html.of("small", Words.cut(answer.reason(), 90)))
        : List.of();
  }

  private static String brief(Answer answer) {
    return switch (Standing.of(answer.verdict())) {
      case WITH_OPTIONS -> "with options";
      case PARTLY -> "%d of %d".formatted(answer.working(), answer.ways());
      case UNAVAILABLE -> "cannot run";
      case REFUSES -> "refuses";
      default -> answer.verdict();
    };
  }

  private List<Line> lines() {
    var subjects =
        answers.stream()
            .collect(
                Collectors.groupingBy(
                    a -> new Subject(isBySituation ? a.situation() : "", Context.of(a)),
                    () -> new TreeMap<>(Subject.ORDER),
                    Collectors.toList()));
    var lines = new ArrayList<Line>();
    subjects.forEach((subject, all) -> lines.addAll(lines(subject, all)));
    return lines;
  }

  private List<Line> lines(Subject subject, List<Answer> all) {
    var kernels =
        new TreeMap<String, Map<String, Answer>>(
            Facts.NEWEST_FIRST.thenComparing(Comparator.naturalOrder()));
    all.forEach(a -> kernels.computeIfAbsent(a.kernel(), k -> new TreeMap<>()).put(a.criu(), a));
    var lines = new LinkedHashMap<List<Object>, Line>();
    kernels.forEach(
        (kernel, byBuild) ->
            lines
                .computeIfAbsent(
                    result(byBuild), r -> new Line(subject, new ArrayList<>(), byBuild))
                .kernels
                .add(kernel));
    return List.copyOf(lines.values());
  }

  /** Returns what has to be the same for two kernels to share a line. */
  private List<Object> result(Map<String, Answer> byBuild) {
    var result = new ArrayList<Object>();
    byBuild.forEach(
        (build, a) ->
            result.add(
                List.of(
                    build,
                    a.verdict(),
                    a.options(),
                    a.working(),
                    a.ways(),
                    a.causes().stream().limit(1).toList(),
                    a.otherwise().isEmpty(),
                    guide.facts().isOld(a.latest()))));
    return result;
  }
}
