package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CaseEntry;
import org.criumatrix.dataset.CellEntry;

/** The parts of a page about something that a few cases test: an object, an application, a case. */
final class SubjectParts {

  private static final int MAX_CELLS = 60;

  private final Guide guide;
  private final Place page;
  private final List<String> cases;
  private final List<CellEntry> cells;
  private final List<Answer> answers;
  private final VerdictSentence verdict;

  SubjectParts(Guide guide, Place page, List<String> cases) {
    this.guide = guide;
    this.page = page;
    this.cases = cases;
    this.cells = guide.facts().latest(cases);
    this.answers = CellAnswers.of(guide.facts().latest(decisive(guide.facts(), cases)));
    this.verdict = new VerdictSentence(guide, page, answers).tried(cells);
  }

  /**
   * Returns the cases that an answer is about: what a careful user would do, in the same situation
   * as the first case. Others show what happens without options, or after a dump that was given up.
   */
  private static List<String> decisive(Facts facts, List<String> cases) {
    var situation =
        cases.stream().findFirst().flatMap(facts::findCase).map(CaseEntry::situation).orElse("");
    var ways =
        cases.stream()
            .filter(
                id ->
                    facts
                        .findCase(id)
                        .filter(c -> "way".equals(c.role()) && situation.equals(c.situation()))
                        .isPresent())
            .toList();
    return ways.isEmpty() ? cases : ways;
  }

  VerdictSentence verdict() {
    return verdict;
  }

  List<CellEntry> cells() {
    return cells;
  }

  /** Adds what comes first: the verdict, the table, the way, the causes and what is lost. */
  Sections begin(Sections sections) {
    return sections
        .plain(verdict.section())
        .add("Support", new SupportTable(guide, page, answers).section())
        .add("The way to do it", new WayOut(guide, page).section(answers))
        .add("Why it fails", new CauseList(guide, page).section(cells))
        .add("What is lost where it fails", HarmList.section(cells));
  }

  /** Adds what comes last: contexts without a result, cells, and how to play them again. */
  Sections end(Sections sections) {
    var glob = cases.isEmpty() ? "*" : Replay.glob(cases, guide.facts().caseIds());
    sections.add("Never tested", new Untested(guide, page).section(answers, glob, false));
    var evidence =
        new ArrayList<>(new EvidenceList(guide, page, MAX_CELLS, cases.size() > 1).section(cells));
    if (!evidence.isEmpty()) {
      evidence.add(Html.of("p", "To play them again:"));
      evidence.add(WayOut.commands(List.of(Replay.of(glob))));
    }
    return sections.add("Evidence", evidence);
  }

  /** Returns the cases that are known. */
  Html caseList(Collection<String> ids) {
    return new CaseList(guide, page)
        .of(ids.stream().flatMap(c -> guide.facts().findCase(c).stream()).toList());
  }

  Map<String, Object> data(String name, Object entry) {
    var data = new LinkedHashMap<String, Object>();
    data.put(name, entry);
    data.put("answers", answers);
    data.put("cells", CellData.of(cells));
    return data;
  }

  SearchEntry entry(Kind kind, String id, String title, String about, List<String> words) {
    return SearchEntry.of(kind, id, title, about, words).with(verdict.standing(), verdict.text());
  }
}
