package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.BuildEntry;
import org.criumatrix.dataset.CauseEntry;
import org.criumatrix.dataset.CellEntry;

/** A page for each CRIU build: what changed in this release. */
final class CriuPages implements PageMaker {

  private static final List<String> INTENTS =
      List.of(
          "what changed",
          "break",
          "breaks",
          "broken",
          "regression",
          "worse",
          "better",
          "new",
          "upgrade",
          "release");

  private final Guide guide;
  private final Map<String, List<CellEntry>> cells;
  private final Map<String, List<Answer>> answers;

  CriuPages(Guide guide) {
    this.guide = guide;
    this.cells = guide.facts().latestBy(c -> List.of(c.criu()));
    this.answers =
        guide.facts().data().answers().stream().collect(Collectors.groupingBy(Answer::criu));
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().builds().stream().map(this::page);
  }

  private Page page(BuildEntry build) {
    var place = guide.map().get(Kind.CRIU, build.id());
    var mine = cells.getOrDefault(build.id(), List.of());
    var here = answers.getOrDefault(build.id(), List.of());
    var before = before(build.id());
    var changes = guide.facts().changes("criu", build.id());
    var verdict = new ReleaseSentence(guide, place, build.id(), changes);
    var share = new ShareSentence(guide, place, here, "");
    var content =
        new Sections()
            .plain(verdict.section(share.text()))
            .add("What changed in this release", new ChangeSummary(guide, place).section(changes))
            .add("Causes that it no longer has", fixed(place, build.id()))
            .add("Options that are new here", options(place, build.id(), before))
            .add(
                "Faster or slower",
                before
                    .map(b -> Speeds.section(cells.getOrDefault(b, List.of()), mine, b))
                    .orElse(List.of()))
            .add(
                "Situations that work, by row",
                new RowTable(guide, place, here).bySeries(guide.facts().kernels()))
            .add(
                "What does not work",
                new NotWorking(guide, place).section(newestKernel(here), build.id()))
            .add("Why it fails", new CauseList(guide, place).section(mine))
            .add("Programs", programs(build));
    var data = new LinkedHashMap<String, Object>();
    data.put("build", build);
    data.put("answers", AnswerData.of(here));
    data.put("changes", changes);
    return Page.of(
        guide,
        Kind.CRIU,
        build.id(),
        "What changed in CRIU %s?".formatted(build.id()),
        verdict.text() + " " + share.text(),
        content.html(),
        data,
        SearchEntry.of(Kind.CRIU, build.id(), "CRIU " + build.id(), verdict.text(), INTENTS)
            .with(share.standing(), verdict.text()));
  }

  private Optional<String> before(String build) {
    var builds = guide.facts().builds();
    var index = builds.indexOf(build);
    return index >= 0 && index + 1 < builds.size()
        ? Optional.of(builds.get(index + 1))
        : Optional.empty();
  }

  private static List<Answer> newestKernel(List<Answer> here) {
    var newest = here.stream().map(Answer::kernel).min(Facts.NEWEST_FIRST).orElse("");
    return here.stream().filter(a -> a.kernel().equals(newest)).toList();
  }

  private List<Html> fixed(Place place, String build) {
    var list = Html.of("ul").css("causes");
    var causes = new CauseList(guide, place);
    guide.facts().data().causes().stream()
        .filter(c -> isFixed(c, build))
        .forEach(c -> list.add(causes.item(c, c.cells())));
    return list.isEmpty() ? List.of() : List.of(list);
  }

  /** Whether a build is the first one without a cause, by its record or by what was seen. */
  private boolean isFixed(CauseEntry cause, String build) {
    if (cause.builds().contains(build)) {
      return false;
    }
    return build.equals(cause.fixed())
        || cause.worksWith().contains(build)
            && before(build).map(b -> cause.builds().contains(b)).orElse(false);
  }

  private List<Html> options(Place place, String build, Optional<String> before) {
    if (before.isEmpty()) {
      return List.of();
    }
    var older = new TreeSet<String>();
    cells.forEach(
        (b, list) -> {
          if (Facts.NEWEST_FIRST.compare(b, build) > 0) {
            older.addAll(optionsOf(list));
          }
        });
    var added = optionsOf(cells.getOrDefault(build, List.of()));
    added.removeAll(older);
    return added.isEmpty()
        ? List.of()
        : List.of(
            Html.of(
                "p",
                Guide.sequence(added.stream().map(o -> guide.option(place, o)).toList()),
                ": no older build was given them here."));
  }

  private static Set<String> optionsOf(List<CellEntry> cells) {
    return cells.stream()
        .map(CellEntry::options)
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .filter(o -> o.startsWith("--"))
        .map(o -> o.replaceFirst("=.*", ""))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Html> programs(BuildEntry build) {
    var all = new ArrayList<Html>();
    build
        .programs()
        .forEach(
            p ->
                all.add(
                    new FactTable()
                        .add("Package", Html.of("span", Words.known(p.packageVersion())))
                        .add("Origin", Html.of("span", Words.known(p.origin())))
                        .add("Git", Html.of("code", Words.known(p.gitId())))
                        .add("SHA-256", Html.of("code", Words.known(p.sha256())))
                        .html()));
    return all;
  }
}
