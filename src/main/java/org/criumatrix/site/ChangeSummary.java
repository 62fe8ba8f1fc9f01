package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.Change;

/** Many changes, by what users ask about: what got worse, better, or fails in another way. */
final class ChangeSummary {

  private static final int MAX_GROUPS = 25;
  private static final int MAX_CONTEXTS = 4;
  private static final int MAX_CASES = 3;

  private static final Map<String, String> TITLES = new LinkedHashMap<>();

  static {
    TITLES.put("worse", "Got worse");
    TITLES.put("better", "Got better");
    TITLES.put("other", "Fails in another way");
  }

  /** Changes with the same key are one line. */
  private record Key(String situation, String before, String after, String cause) {}

  private final Guide guide;
  private final Place page;

  ChangeSummary(Guide guide, Place page) {
    this.guide = guide;
    this.page = page;
  }

  /** Returns lists by direction, and all cells on demand; empty without changes. */
  List<Html> section(Collection<Change> changes) {
    var parts = new ArrayList<Html>();
    TITLES.forEach(
        (direction, title) -> {
          var mine = changes.stream().filter(c -> c.direction().equals(direction)).toList();
          if (!mine.isEmpty()) {
            parts.add(Html.of("h3", "%s: %s".formatted(title, Words.count(mine.size(), "cell"))));
            parts.add(list(direction, mine));
          }
        });
    var cells = new ChangeList(guide, page).section(changes);
    if (!cells.isEmpty()) {
      parts.add(Html.of("details", Html.of("summary", "Cell by cell"), cells));
    }
    return parts;
  }

  private Html list(String direction, List<Change> changes) {
    var groups =
        changes.stream()
            .collect(Collectors.groupingBy(this::key, LinkedHashMap::new, Collectors.toList()));
    var list = Html.of("ul").css("list");
    groups.entrySet().stream()
        .sorted(
            Comparator.comparingInt((Map.Entry<Key, List<Change>> e) -> e.getValue().size())
                .reversed())
        .limit(MAX_GROUPS)
        .forEach(e -> list.add(item(direction, e.getKey(), e.getValue())));
    if (groups.size() > MAX_GROUPS) {
      list.add(
          Html.of(
              "li",
              Html.of(
                  "span",
                  Words.count(groups.size() - MAX_GROUPS, "more group"),
                  " are in ",
                  Html.of("a", "the data of this page")
                      .address("href", Address.of(page, page.json())),
                  ".")));
    }
    return list;
  }

  private Key key(Change change) {
    var situation = guide.facts().findCase(change.caseId()).map(CaseEntry::situation).orElse(null);
    return new Key(
        situation == null ? "" : situation,
        ChangeList.result(change.before(), change.phaseBefore()),
        ChangeList.result(change.after(), change.phaseAfter()),
        change.cause() == null ? "" : change.cause());
  }

  /** Returns a line with the cases: two causes of one situation can have the same title. */
  private Html cases(List<Change> changes) {
    var ids = changes.stream().map(Change::caseId).distinct().sorted().toList();
    var line = Html.of("small");
    ids.stream().limit(MAX_CASES).forEach(c -> line.add(guide.theCase(page, c), " "));
    return ids.size() > MAX_CASES
        ? line.add("and %d more".formatted(ids.size() - MAX_CASES))
        : line;
  }

  private Html item(String direction, Key key, List<Change> changes) {
    var first = changes.get(0);
    var contexts =
        changes.stream()
            .map(c -> new Context(c.host(), c.runtime(), c.privilege()))
            .collect(Collectors.toCollection(() -> new TreeSet<>(Context.ORDER)));
    var words =
        contexts.stream().limit(MAX_CONTEXTS).map(Context::words).collect(Collectors.joining("; "));
    var text =
        Html.of(
            "span",
            key.situation.isEmpty()
                ? guide.theCase(page, first.caseId())
                : guide.situation(page, key.situation),
            " ",
            Html.of(
                    "span",
                    "%s: %s → %s"
                        .formatted(Words.count(changes.size(), "cell"), key.before, key.after))
                .css("quiet"),
            Html.of("small", words + (contexts.size() > MAX_CONTEXTS ? "; and others" : "")),
            cases(changes));
    if (!key.cause.isEmpty()) {
      text.add(
          Html.of(
              "small",
              direction.equals("better") ? "Before: " : "Cause: ",
              guide.cause(page, key.cause)));
    }
    return Html.of("li", ChangeList.sign(direction), text);
  }
}
