package org.criumatrix.site;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;

/** A page for each engine that runs containers, and for each batch system. */
final class EnginePages implements PageMaker {

  private static final int MAX_CELLS = 40;

  private final Guide guide;
  private final Map<String, List<CellEntry>> cells;
  private final EditionVersions versions;

  EnginePages(Guide guide) {
    this.guide = guide;
    this.versions = new EditionVersions(guide.facts());
    this.cells = new TreeMap<>(guide.facts().latestBy(c -> Engines.of(c.runtime(), c.host())));
  }

  /** Returns the engines that cells are about. */
  static Stream<String> engines(Facts facts) {
    return facts.data().cells().stream()
        .flatMap(c -> Engines.of(c.runtime(), c.host()).stream())
        .distinct();
  }

  @Override
  public Stream<Page> pages() {
    return cells.entrySet().stream().map(e -> page(e.getKey(), e.getValue()));
  }

  private Page page(String engine, List<CellEntry> mine) {
    var place = guide.map().get(Kind.ENGINE, engine);
    var answers = answers(guide.facts(), engine);
    var label = Vocabulary.engine(engine);
    var verdict =
        new ShareSentence(guide, place, answers, "with " + label).except(failures(answers));
    var causes = new CauseList(guide, place).section(mine);
    var content =
        new Sections()
            .plain(verdict.section())
            .add("What works", new SupportTable(guide, place, answers).bySituation().section())
            .add("The way to do it", new WayOut(guide, place).bySituation(answers))
            .add("Why it fails", causes)
            .add("What is lost where it fails", HarmList.section(mine))
            .add("Editions that were tested", editions(mine, engine))
            .add("Evidence", new EvidenceList(guide, place, MAX_CELLS, true).section(mine));
    var data = new LinkedHashMap<String, Object>();
    data.put("engine", engine);
    data.put("answers", AnswerData.of(answers));
    data.put("cells", CellData.of(mine));
    var title =
        Engines.isBatch(engine)
            ? "Can jobs of %s be checkpointed?".formatted(label)
            : "Can programs in %s be checkpointed?".formatted(label);
    return Page.of(
        guide,
        Kind.ENGINE,
        engine,
        title,
        verdict.text(),
        content.html(),
        data,
        SearchEntry.of(
                Kind.ENGINE,
                engine,
                label,
                title,
                Stream.concat(
                        Vocabulary.wordsOfEngine(engine).stream(),
                        editionNames(mine, engine).stream()
                            .flatMap(
                                e ->
                                    Stream.concat(
                                        Stream.of(e),
                                        versions.of(e).stream().map(v -> engine + " " + v))))
                    .toList())
            .with(verdict.standing(), verdict.text()));
  }

  /**
   * Returns what the newest build cannot do in one edition of the engine and can in another: {@code
   * docker checkpoint in docker (Debian sid)}.
   */
  private List<String> failures(List<Answer> answers) {
    var newest = answers.stream().map(Answer::criu).min(Facts.NEWEST_FIRST).orElse("");
    var here = answers.stream().filter(a -> a.criu().equals(newest)).toList();
    var working = here.stream().filter(EnginePages::works).map(Answer::situation).toList();
    return here.stream()
        .filter(a -> Standing.of(a.verdict()) == Standing.NO && working.contains(a.situation()))
        .filter(
            a ->
                here.stream()
                    .noneMatch(
                        b ->
                            works(b)
                                && b.situation().equals(a.situation())
                                && b.runtime().equals(a.runtime())
                                && b.host().equals(a.host())))
        .map(
            a ->
                "%s %s"
                    .formatted(
                        guide
                            .facts()
                            .situation(a.situation())
                            .map(s -> Words.within(s.title()))
                            .orElse(a.situation()),
                        where(a)))
        .distinct()
        .toList();
  }

  private String where(Answer answer) {
    var where = Context.of(answer).where();
    var engine = Engines.name(answer.runtime());
    return versions
        .of(answer.runtime())
        .map(
            v ->
                where.replaceFirst("^in " + Pattern.quote(engine), "in %s %s".formatted(engine, v)))
        .orElse(where);
  }

  private static boolean works(Answer answer) {
    return Standing.of(answer.verdict()).compareTo(Standing.PARTLY) < 0;
  }

  private static TreeSet<String> editionNames(List<CellEntry> cells, String engine) {
    return cells.stream()
        .flatMap(c -> Stream.of(c.runtime(), c.host().replaceFirst("^container:", "")))
        .filter(e -> Engines.name(e).equals(engine))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private Html editions(List<CellEntry> cells, String engine) {
    var list = Html.of("ul");
    editionNames(cells, engine)
        .forEach(
            e ->
                list.add(
                    Html.of(
                        "li",
                        Html.of("code", e),
                        versions.of(e).map(v -> Html.of("span", ": " + v)))));
    return list;
  }

  private static List<Answer> answers(Facts facts, String engine) {
    return facts.data().answers().stream()
        .filter(a -> Engines.of(a.runtime(), a.host()).contains(engine))
        .toList();
  }
}
