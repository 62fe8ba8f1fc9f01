package org.criumatrix.dataset;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Says what each situation comes to in each context, from the newest results of its cells. */
final class Answers {

  private record Question(String situation, Context context) {}

  private final Map<String, CaseEntry> cases;
  private final Comparator<CellEntry> mostTelling;

  /**
   * @param mostTelling the order of results of one case in one context, the one that counts first
   */
  private Answers(Collection<CaseEntry> cases, Comparator<CellEntry> mostTelling) {
    this.cases = cases.stream().collect(Collectors.toMap(CaseEntry::id, Function.identity()));
    this.mostTelling = mostTelling;
  }

  /**
   * Returns answers of which those that need a setting say so: the best way of a situation that
   * needs one does not work as it comes.
   */
  static List<Answer> withNeeds(
      List<Answer> answers, Collection<SituationEntry> situations, Collection<CaseEntry> cases) {
    var needing =
        situations.stream()
            .filter(s -> s.needs() != null)
            .map(SituationEntry::id)
            .collect(Collectors.toSet());
    var ways =
        cases.stream()
            .filter(c -> c.role().equals(Roles.WAY))
            .map(CaseEntry::id)
            .collect(Collectors.toSet());
    return answers.stream()
        .map(
            a ->
                needing.contains(a.situation())
                        && a.verdict().equals(AnswerDraft.WORKS)
                        && ways.contains(a.way())
                    ? a.withVerdict(AnswerDraft.WITH_OPTIONS)
                    : a)
        .toList();
  }

  /**
   * Returns the answers by situation.
   *
   * @param cells all results; of each cell the newest counts
   */
  static List<Answer> of(
      Collection<CellEntry> cells,
      Collection<CaseEntry> cases,
      Collection<MachineEntry> machines,
      Collection<RunEntry> runs) {
    var answers = new Answers(cases, new MostTelling(machines, runs));
    return answers.questions(cells).entrySet().stream()
        .map(e -> answers.answer(e.getKey(), e.getValue()))
        .flatMap(Optional::stream)
        .sorted(
            Comparator.comparing(Answer::situation)
                .thenComparing(Answer::criu)
                .thenComparing(Answer::kernel)
                .thenComparing(Answer::privilege)
                .thenComparing(Answer::runtime)
                .thenComparing(Answer::host))
        .toList();
  }

  private Map<Question, List<CellEntry>> questions(Collection<CellEntry> cells) {
    return cells.stream()
        .filter(c -> c.latest() && isAboutSituation(c))
        .collect(
            groupingBy(
                c -> new Question(cases.get(c.caseId()).situation(), Context.of(c)),
                LinkedHashMap::new,
                toList()));
  }

  private boolean isAboutSituation(CellEntry cell) {
    var entry = cases.get(cell.caseId());
    return entry != null
        && entry.situation() != null
        && !entry.role().equals(Roles.MISUSE)
        && (Verdicts.isTried(cell.verdict()) || cell.verdict().equals(Verdicts.UNAVAILABLE));
  }

  private Optional<Answer> answer(Question question, List<CellEntry> cells) {
    var byCase = cells.stream().sorted(mostTelling).collect(groupingBy(CellEntry::caseId));
    var telling = byCase.values().stream().map(c -> c.get(0)).toList();
    return new AnswerDraft(
            question.situation(),
            question.context(),
            withRole(telling, Roles.WAY),
            withRole(telling, Roles.PLAIN),
            cells)
        .answer();
  }

  private List<CellEntry> withRole(Collection<CellEntry> cells, String role) {
    return cells.stream()
        .filter(c -> cases.get(c.caseId()).role().equals(role))
        .sorted(Comparator.comparing(CellEntry::caseId))
        .toList();
  }
}
