package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.SituationEntry;

/** The verdict in words, at the top of a page, and where it was tested. */
final class VerdictSentence {

  private static final int MAX_OTHERS = 4;
  private static final int LONGEST_ERROR = 160;
  private static final String NAMESPACES = "namespaces";

  private final Guide guide;
  private final Place page;
  private final List<Answer> answers;
  private final Headline headline;
  private List<CellEntry> broken = List.of();

  VerdictSentence(Guide guide, Place page, List<Answer> answers) {
    this.guide = guide;
    this.page = page;
    this.answers = answers;
    this.headline = Headline.of(answers);
  }

  /**
   * Remembers cells that were tried and came to nothing by a fault of the suite. The sentence names
   * them where nothing else is known.
   */
  VerdictSentence tried(List<CellEntry> cells) {
    broken =
        cells.stream()
            .filter(c -> c.verdict().equals("broken"))
            .sorted(EvidenceList.ORDER)
            .toList();
    return this;
  }

  Standing standing() {
    return headline.standing();
  }

  /** Whether nothing is known since the suite failed. */
  private boolean isBroken() {
    return !standing().isTried() && !broken.isEmpty();
  }

  private Html suiteFailed() {
    var cell = broken.get(0);
    return Html.of(
        "span",
        Html.of("b", "Not known."),
        " It was tried with CRIU %s %s on Linux %s, and the suite failed: %s."
            .formatted(
                cell.criu(),
                Context.of(cell).words(),
                guide.facts().series(cell.kernel()),
                Words.cut(Words.known(cell.error()).replaceFirst("\\.$", ""), LONGEST_ERROR)));
  }

  /** Returns the sentence without markup. */
  String text() {
    return sentence().text();
  }

  Html section() {
    return Html.of(
            "div",
            standing().sign(),
            Html.of(
                "div",
                Html.of("p", sentence()).css("lead"),
                others(),
                Html.of("p", tested()).css("tested")))
        .css("answer " + standing().css());
  }

  /** Returns the answer for the plainest context of the newest build. */
  Html sentence() {
    if (isBroken()) {
      return suiteFailed();
    }
    var main = headline.main();
    if (main.isEmpty()) {
      return Html.of("span", "Never tested.");
    }
    var answer = main.get();
    var context = context(answer, Context.of(answer).words());
    return switch (standing()) {
      case WORKS ->
          guide.needs(answer).isPresent()
              ? withOptions(answer)
              : Html.of(
                  "span",
                  Html.of("b", "Yes."),
                  " It works with ",
                  context,
                  ", and needs no options.");
      case WITH_OPTIONS -> withOptions(answer);
      case PARTLY ->
          Html.of(
              "span",
              Html.of("b", "Partly."),
              " %d of %d ways %s with "
                  .formatted(
                      answer.working(), answer.ways(), answer.working() == 1 ? "works" : "work"),
              context,
              ".",
              because(answer, " Where it fails: "));
      case REFUSES ->
          Html.of("span", Html.of("b", "It is refused,"), " as it has to be, by ", context, ".");
      case NO ->
          Html.of(
              "span",
              Html.of("b", "No."),
              " It fails with ",
              context,
              ".",
              because(answer, " Cause: "));
      case UNAVAILABLE ->
          Html.of(
              "span",
              Html.of("b", "It could not be tried"),
              " with ",
              context,
              reason(answer),
              ".");
      case UNTESTED -> Html.of("span", "Never tested.");
    };
  }

  private Html context(Answer answer, String words) {
    return Html.of(
        "span",
        "CRIU ",
        answer.criu(),
        " ",
        words,
        " on Linux ",
        guide.facts().series(answer.kernel()));
  }

  /** Returns what it works with: namespaces, settings and options. */
  private Html withOptions(Answer answer) {
    var where = Context.of(answer);
    var isNamespaced = where.runtime().equals(NAMESPACES);
    var yes = Html.of("b", isNamespaced ? "Yes, " + where.where() : "Yes");
    var needs = guide.needs(answer);
    needs.ifPresent(n -> yes.add(", with " + n));
    if (!answer.options().isEmpty()) {
      yes.add(needs.isPresent() ? " and CRIU's " : ", with ");
      yes.add(Guide.spaced(guide.options(page, answer.options())));
    } else if (needs.isEmpty()) {
      yes.add(", with options");
    }
    return Html.of(
        "span",
        yes.add("."),
        " Then it works with ",
        context(answer, isNamespaced ? where.who() : where.words()),
        ".",
        usually(answer));
  }

  /** Returns what happens without that, if it fails: a "Yes" is not to hide it. */
  private Optional<Html> usually(Answer answer) {
    return guide
        .facts()
        .situation(Words.known(answer.situation()))
        .flatMap(s -> plainFailure(s, answer))
        .map(
            c ->
                Html.of(
                    "span",
                    " Without that it fails",
                    c.cause() == null
                        ? "."
                        : Html.of("span", ": ", guide.causeAtEnd(page, c.cause()))));
  }

  private Optional<CellEntry> plainFailure(SituationEntry situation, Answer answer) {
    var context = Context.of(answer);
    return guide.facts().latest(situation.cases()).stream()
        .filter(c -> c.verdict().equals("fails") && !c.cameToItsAnswer())
        .filter(c -> c.criu().equals(answer.criu()) && c.kernel().equals(answer.kernel()))
        .filter(c -> Context.of(c).equals(context))
        .filter(
            c ->
                guide
                    .facts()
                    .findCase(c.caseId())
                    .filter(e -> "plain".equals(e.role()))
                    .isPresent())
        .min(Comparator.comparing(CellEntry::caseId));
  }

  private static String reason(Answer answer) {
    return answer.reason() == null ? "" : ": " + answer.reason();
  }

  private List<Html> because(Answer answer, String begin) {
    return answer.causes().stream()
        .limit(1)
        .map(c -> Html.of("span", begin, guide.causeAtEnd(page, c)))
        .toList();
  }

  /**
   * Returns the other contexts of the same build and kernel, those with the same verdict in one
   * sentence.
   */
  private List<Html> others() {
    var groups = new LinkedHashMap<String, List<Answer>>();
    headline.others().forEach(a -> groups.computeIfAbsent(words(a), k -> new ArrayList<>()).add(a));
    return groups.entrySet().stream()
        .map(
            g ->
                Html.of(
                    "p",
                    Words.sentence(contexts(g.getValue())),
                    ": ",
                    Html.of("b", g.getKey()),
                    "."))
        .toList();
  }

  /**
   * Returns an answer in short; where the main answer has the same options it names them already.
   */
  private String words(Answer answer) {
    var isSame =
        headline
            .main()
            .filter(
                m -> m.verdict().equals(answer.verdict()) && m.options().equals(answer.options()))
            .isPresent();
    return switch (Standing.of(answer.verdict())) {
      case WORKS -> "yes";
      case WITH_OPTIONS ->
          isSame
              ? "yes, with the same options"
              : answer.options().isEmpty()
                  ? "yes, with " + guide.needs(answer).orElse("options")
                  : "yes, with " + String.join(" ", answer.options());
      case PARTLY -> "partly, %d of %d".formatted(answer.working(), answer.ways());
      case NO -> "no";
      case REFUSES -> "refused";
      case UNAVAILABLE, UNTESTED -> "could not be tried";
    };
  }

  private static String contexts(List<Answer> same) {
    var words = same.stream().map(a -> Context.of(a).words()).toList();
    var more = words.size() - MAX_OTHERS;
    return more > 1
        ? "%s; and %d more".formatted(String.join("; ", words.subList(0, MAX_OTHERS)), more)
        : String.join("; ", words);
  }

  /** Returns where it was tested, and where not. */
  String tested() {
    var tried = answers.stream().filter(a -> Standing.of(a.verdict()).isTried()).toList();
    if (tried.isEmpty()) {
      return isBroken() ? "Nothing else was tested." : "Nothing was tested.";
    }
    var kernels = tried.stream().map(Answer::kernel).distinct().toList();
    var builds = tried.stream().map(Answer::criu).distinct().sorted(Facts.NEWEST_FIRST).toList();
    var architectures = guide.facts().architectures(kernels);
    var last =
        tried.stream()
            .map(Answer::latest)
            .filter(java.util.Objects::nonNull)
            .max(String::compareTo);
    return "Tested with CRIU %s on Linux %s%s%s. Not tested on %s."
        .formatted(
            Words.list(builds),
            Words.list(guide.facts().series(kernels)),
            architectures.isEmpty() ? "" : " (%s)".formatted(Words.list(architectures)),
            last.map(l -> ", last on " + Words.day(l)).orElse(""),
            Words.list(Vocabulary.otherArchitectures(architectures), "or"));
  }

  /** Returns the kernels that have a result. */
  static Collection<String> kernels(List<Answer> answers) {
    return answers.stream().map(Answer::kernel).distinct().toList();
  }
}
