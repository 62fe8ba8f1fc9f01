package org.criumatrix.site;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.CellEntry;
import org.criumatrix.dataset.SituationEntry;

/** A page for each situation: what a user asks about. */
final class SituationPages implements PageMaker {

  private static final int MAX_CELLS = 40;
  private static final int MAX_RELATED = 8;
  private static final String WAY = "way";
  private static final String PLAIN = "plain";
  private static final String MISUSE = "misuse";

  private final Guide guide;
  private final RelatedPages related;
  private final KernelMovePage moves;

  SituationPages(Guide guide) {
    this.guide = guide;
    this.related = new RelatedPages(guide);
    this.moves = new KernelMovePage(guide);
  }

  @Override
  public Stream<Page> pages() {
    return guide.facts().data().situations().stream().map(this::page);
  }

  private Page page(SituationEntry situation) {
    if (moves.answers(situation)) {
      return moves.page(situation);
    }
    var place = guide.map().get(Kind.SITUATION, situation.id());
    var answers = guide.facts().answers(situation.id());
    var cells = guide.facts().latest(situation.cases());
    var ways = cells.stream().filter(c -> role(c).equals(WAY)).toList();
    var glob = Replay.glob(situation, guide.facts().caseIds());
    var verdict = new VerdictSentence(guide, place, answers).tried(ways);
    var content =
        new Sections()
            .paragraph("about", situation.about())
            .plain(verdict.section())
            .add("Support", new SupportTable(guide, place, answers).section())
            .add("The way to do it", new WayOut(guide, place).section(answers))
            .add("Why it fails", new CauseList(guide, place).section(ways))
            .add("What is lost where it fails", HarmList.section(ways))
            .add(
                "Over time",
                new TrendParts(guide)
                    .of("situation", situation.id(), "Ways that work, by CRIU and kernel"))
            .add("Cases", cases(place, situation))
            .add(
                "Never tested",
                NextStep.of(situation.id())
                    .filter(next -> answers.isEmpty())
                    .map(NextStep::html)
                    .orElseGet(
                        () ->
                            new Untested(guide, place)
                                .section(answers, glob, Engines.isFree(ways))))
            .add("Evidence", evidence(place, situation, ways, glob))
            .add("Related", related.of(place, situation, cells, MAX_RELATED))
            .add("Badge", Badges.howTo(place, situation));
    return Page.of(
        guide,
        Kind.SITUATION,
        situation.id(),
        Words.question(situation.title()),
        verdict.text() + " " + situation.about(),
        content.html(),
        data(situation, answers, cells),
        SearchEntry.of(situation).with(verdict.standing(), verdict.text()));
  }

  private static Map<String, Object> data(
      SituationEntry situation, List<Answer> answers, List<CellEntry> cells) {
    var data = new LinkedHashMap<String, Object>();
    data.put("situation", situation);
    data.put("answers", answers);
    data.put("cells", CellData.of(cells));
    return data;
  }

  private String role(CellEntry cell) {
    return guide.facts().findCase(cell.caseId()).map(CaseEntry::role).orElse(WAY);
  }

  private List<Html> cases(Place place, SituationEntry situation) {
    var section = Html.of("div");
    var byRole = new LinkedHashMap<String, List<CaseEntry>>();
    List.of(WAY, PLAIN, MISUSE).forEach(r -> byRole.put(r, new ArrayList<>()));
    situation.cases().stream()
        .flatMap(c -> guide.facts().findCase(c).stream())
        .forEach(c -> byRole.computeIfAbsent(c.role(), r -> new ArrayList<>()).add(c));
    byRole.forEach(
        (role, cases) -> {
          if (!cases.isEmpty()) {
            var list = new CaseList(guide, place).of(cases);
            section.add(
                role.equals(WAY)
                    ? list
                    : Sections.folded(
                        "%s: %s".formatted(Words.count(cases.size(), "more case"), role(role)),
                        list));
          }
        });
    return section.isEmpty() ? List.of() : List.of(section);
  }

  private static String role(String role) {
    return switch (role) {
      case PLAIN -> "without these options or settings, to show whether they are needed";
      case MISUSE -> "deliberate misuse, which CRIU has to refuse";
      default -> role;
    };
  }

  private List<Html> evidence(
      Place place, SituationEntry situation, List<CellEntry> ways, String glob) {
    if (ways.isEmpty()) {
      return List.of();
    }
    var parts = new ArrayList<>(new EvidenceList(guide, place, MAX_CELLS, true).section(ways));
    parts.add(Html.of("p", "To play them again:"));
    parts.add(WayOut.commands(List.of(Replay.of(glob))));
    parts.add(new QueryLinks(place).situation(situation.id()));
    return parts;
  }
}
