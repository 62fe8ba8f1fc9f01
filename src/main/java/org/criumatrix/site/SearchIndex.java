package org.criumatrix.site;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.ApplicationEntry;
import org.criumatrix.dataset.SituationEntry;

/** What the search on the start page looks through: pages, contexts and answers, as one script. */
final class SearchIndex {

  private static final int LONGEST_ABOUT = 160;
  private static final int LONGEST_ERROR = 200;
  private static final int MAX_ERRORS = 8;
  private static final Set<Object> EMPTY = Set.of("", -1, List.of());

  private final Guide guide;
  private final List<Listed> pages;
  private final List<String> builds;
  private final List<String> allCases;

  /** Contexts in the order in which they are met; an answer names one by its place. */
  private final Map<String, Integer> contexts = new LinkedHashMap<>();

  private final List<Object> contextLines = new ArrayList<>();

  SearchIndex(Guide guide, List<Listed> pages) {
    this.guide = guide;
    this.pages = searched(guide, pages);
    this.builds = guide.facts().builds();
    this.allCases = guide.facts().caseIds();
  }

  /** Returns a script that sets {@code searchIndex}. */
  String script() {
    var index = new LinkedHashMap<String, Object>();
    index.put("builds", builds);
    index.put(
        "kernels",
        guide.facts().kernels().stream().map(k -> List.of(k, guide.facts().series(k))).toList());
    index.put(
        "standings",
        Stream.of(Standing.values()).map(s -> List.of(s.mark(), s.words(), s.css())).toList());
    index.put("vocabulary", Vocabulary.all());
    index.put("batch", Engines.batch());
    index.put("kinds", Stream.of(Kind.values()).map(k -> List.of(k.noun(), k.folder())).toList());
    index.put(
        "editions",
        Editions.all().stream()
            .map(e -> List.of(e.name(), Vocabulary.suite(e.suite()), e.version()))
            .toList());
    index.put(
        "moves",
        new KernelMoves(guide.facts())
            .all().stream()
                .map(m -> List.of(m.from(), m.to(), m.criu(), m.works(), m.of()))
                .toList());
    index.put(
        "next",
        NextStep.all().stream()
            .collect(Collectors.toMap(NextStep::situation, n -> List.of(n.command(), n.where()))));
    index.put("entries", pages.stream().map(this::entry).toList());
    index.put("answers", answers());
    index.put("contexts", contextLines);
    return "globalThis.searchIndex = " + Json.script(index) + ";\n";
  }

  /** Returns a page without what the search can derive, and without empty values at the end. */
  private List<Object> entry(Listed page) {
    var entry = page.entry();
    var answer = Words.cut(entry.answer(), LONGEST_ABOUT);
    var about = Words.cut(entry.about(), LONGEST_ABOUT);
    var usual = "%s/%s.html".formatted(page.kind().folder(), entry.id());
    var line =
        new ArrayList<Object>(
            List.of(
                page.kind().ordinal(),
                entry.id(),
                page.place().path().equals(usual) ? "" : page.place().path(),
                entry.title().equals(entry.id()) ? "" : entry.title(),
                about.equals(answer) ? "" : about,
                entry.words().stream().distinct().toList(),
                entry.standing() == null ? -1 : entry.standing().ordinal(),
                answer,
                entry.errors().stream()
                    .limit(MAX_ERRORS)
                    .map(e -> Words.cut(e, LONGEST_ERROR))
                    .toList(),
                more(page)));
    while (EMPTY.contains(line.get(line.size() - 1))) {
      line.remove(line.size() - 1);
    }
    return line;
  }

  /**
   * Returns the cells that would answer a situation, as {@code -Dcells} takes them; of an
   * application the situation that it belongs to.
   */
  private String more(Listed page) {
    var id = page.entry().id();
    var facts = guide.facts();
    return switch (page.kind()) {
      case SITUATION -> facts.situation(id).map(this::glob).orElse("");
      case APPLICATION ->
          facts.data().applications().stream()
              .filter(a -> a.id().equals(id) && a.situation() != null)
              .map(ApplicationEntry::situation)
              .findFirst()
              .orElse("");
      default -> "";
    };
  }

  /** The cells of its row would not answer a situation that no case is about. */
  private String glob(SituationEntry situation) {
    return situation.cases().isEmpty() ? "" : Replay.glob(situation, allCases);
  }

  /** A case of one object or of one application would be found twice: its thing has a page. */
  private static List<Listed> searched(Guide guide, List<Listed> pages) {
    var data = guide.facts().data();
    var covered = new HashSet<String>();
    data.objects().forEach(o -> covered.addAll(o.cases()));
    data.applications().forEach(a -> covered.addAll(a.cases()));
    return pages.stream()
        .filter(p -> p.entry() != null)
        .filter(p -> p.kind() != Kind.CASE || !covered.contains(p.entry().id()))
        .toList();
  }

  /** Returns the answers of situations: the place of a page → context, build, standing, words. */
  private Map<String, Object> answers() {
    var all = new LinkedHashMap<String, Object>();
    for (var i = 0; i < pages.size(); i++) {
      var page = pages.get(i);
      if (page.kind() == Kind.SITUATION) {
        all.put(
            Integer.toString(i),
            guide.facts().answers(page.entry().id()).stream().map(this::answer).toList());
      }
    }
    return all;
  }

  private List<Object> answer(Answer answer) {
    return List.of(
        context(answer),
        builds.indexOf(answer.criu()),
        Standing.of(answer.verdict()).ordinal(),
        String.join(" ", answer.options()));
  }

  private int context(Answer answer) {
    var context = Context.of(answer);
    var fragment = Slug.of(SupportTable.fragment(answer.kernel(), context));
    return contexts.computeIfAbsent(
        fragment,
        f -> {
          contextLines.add(
              List.of(
                  fragment,
                  context.words(),
                  answer.kernel(),
                  guide.facts().series(answer.kernel()),
                  answer.privilege(),
                  answer.runtime(),
                  answer.host(),
                  guide.facts().architectures(List.of(answer.kernel()))));
          return contextLines.size() - 1;
        });
  }
}
