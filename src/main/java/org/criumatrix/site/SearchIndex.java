package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;

/** What the search on the start page looks through: pages, contexts and answers, as one script. */
final class SearchIndex {

  private static final int LONGEST_ABOUT = 160;
  private static final int LONGEST_ERROR = 200;
  private static final int MAX_ERRORS = 8;

  private final Guide guide;
  private final List<Listed> pages;
  private final List<String> builds;
  private final List<String> allCases;

  /** Contexts in the order in which they are met; an answer names one by its place. */
  private final Map<String, Integer> contexts = new LinkedHashMap<>();

  private final List<Object> contextLines = new ArrayList<>();

  SearchIndex(Guide guide, List<Listed> pages) {
    this.guide = guide;
    this.pages = pages.stream().filter(p -> p.entry() != null).toList();
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
    index.put("entries", pages.stream().map(this::entry).toList());
    index.put("answers", answers());
    index.put("contexts", contextLines);
    return "globalThis.searchIndex = " + Json.script(index) + ";\n";
  }

  private List<Object> entry(Listed page) {
    var entry = page.entry();
    return List.of(
        entry.kind(),
        entry.id(),
        page.place().path(),
        entry.title(),
        Words.cut(entry.about(), LONGEST_ABOUT),
        entry.words(),
        entry.standing() == null ? -1 : entry.standing().ordinal(),
        Words.cut(entry.answer(), LONGEST_ABOUT),
        entry.errors().stream().limit(MAX_ERRORS).map(e -> Words.cut(e, LONGEST_ERROR)).toList(),
        glob(page));
  }

  /** Returns the cells that would answer a page's subject, as {@code -Dcells} takes them. */
  private String glob(Listed page) {
    var id = page.entry().id();
    return switch (page.kind()) {
      case SITUATION -> guide.facts().situation(id).map(s -> Replay.glob(s, allCases)).orElse("");
      case CASE -> id;
      default -> "";
    };
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
