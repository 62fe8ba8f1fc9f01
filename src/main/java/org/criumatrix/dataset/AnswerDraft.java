package org.criumatrix.dataset;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A situation in one context, with one cell for each case.
 *
 * @param ways cells of the cases that a careful user would choose from
 * @param plain cells of cases without their options
 * @param all all of its cells, also those of other machines
 */
record AnswerDraft(
    String situation,
    Context context,
    List<CellEntry> ways,
    List<CellEntry> plain,
    List<CellEntry> all) {

  static final String WORKS = "works";
  static final String WITH_OPTIONS = "works with options";
  static final String PARTLY = "partly";
  static final String NO = "no";
  static final String CANNOT_RUN = "cannot run here";

  private static final Comparator<CellEntry> FEWEST_OPTIONS =
      Comparator.<CellEntry>comparingInt(c -> UserOptions.of(c).size())
          .thenComparing(c -> c.options() == null)
          .thenComparing(CellEntry::caseId);

  /**
   * Returns the answer; empty if nothing is known of any way: only cases without their options were
   * tried, and one of them failed.
   */
  Optional<Answer> answer() {
    var ran = tried(ways);
    if (!ran.isEmpty()) {
      return Optional.of(answer(ran));
    }
    var bare = tried(plain);
    if (!bare.isEmpty() && bare.stream().allMatch(AnswerDraft::works)) {
      return Optional.of(answer(bare));
    }
    return ways.isEmpty() && !bare.isEmpty()
        ? Optional.empty()
        : Optional.of(cannotRun(ways.isEmpty() ? plain : ways));
  }

  private static List<CellEntry> tried(List<CellEntry> cells) {
    return cells.stream().filter(c -> Verdicts.isTried(c.verdict())).toList();
  }

  private static boolean works(CellEntry cell) {
    return Verdicts.works(cell);
  }

  private Answer answer(List<CellEntry> ran) {
    var working = ran.stream().filter(AnswerDraft::works).toList();
    var best = best(ran, working);
    var options = best.map(UserOptions::of).orElse(List.of());
    var causes = mostFrequent(ran.stream().filter(c -> !works(c)).map(CellEntry::cause)).toList();
    return answer(
        verdict(ran.size(), working.size(), options),
        ran,
        working.size(),
        options,
        best.map(CellEntry::caseId).orElse(null),
        causes,
        null);
  }

  private static String verdict(int ways, int working, List<String> options) {
    if (working == 0) {
      return NO;
    }
    if (working < ways) {
      return PARTLY;
    }
    return options.isEmpty() ? WORKS : WITH_OPTIONS;
  }

  /** Returns the best known way: the fewest options, none at all if it works plain. */
  private Optional<CellEntry> best(List<CellEntry> ran, List<CellEntry> working) {
    var bare = tried(plain);
    var needsNone =
        working.size() == ran.size()
            && !bare.isEmpty()
            && bare.stream().allMatch(AnswerDraft::works);
    return (needsNone ? Stream.concat(working.stream(), bare.stream()) : working.stream())
        .min(FEWEST_OPTIONS);
  }

  private Answer cannotRun(List<CellEntry> cells) {
    var reason = mostFrequent(cells.stream().map(CellEntry::error)).findFirst().orElse(null);
    return answer(CANNOT_RUN, cells, 0, List.of(), null, List.of(), reason);
  }

  private Answer answer(
      String verdict,
      List<CellEntry> cells,
      int working,
      List<String> options,
      String way,
      List<String> causes,
      String reason) {
    return new Answer(
        situation,
        context.criu(),
        context.kernel(),
        context.privilege(),
        context.runtime(),
        context.host(),
        verdict,
        verdict.equals(CANNOT_RUN) ? 0 : cells.size(),
        working,
        options,
        way,
        causes,
        reason,
        cells.stream().map(CellEntry::id).toList(),
        cells.stream()
            .map(CellEntry::ended)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        distinct(cells.stream().map(CellEntry::machine)),
        otherwise(cells));
  }

  /** Returns the machines on which one of the cases has another verdict. */
  private List<String> otherwise(Collection<CellEntry> cells) {
    var verdicts = new TreeMap<String, String>();
    cells.forEach(c -> verdicts.put(c.caseId(), c.verdict()));
    return distinct(
        all.stream()
            .filter(c -> Verdicts.isTried(c.verdict()))
            .filter(c -> verdicts.containsKey(c.caseId()))
            .filter(c -> !verdicts.get(c.caseId()).equals(c.verdict()))
            .map(CellEntry::machine));
  }

  private static List<String> distinct(Stream<String> texts) {
    return List.copyOf(texts.collect(toCollection(TreeSet::new)));
  }

  private static Stream<String> mostFrequent(Stream<String> texts) {
    return texts
        .filter(Objects::nonNull)
        .collect(groupingBy(Function.identity(), TreeMap::new, counting()))
        .entrySet()
        .stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .map(Map.Entry::getKey);
  }
}
