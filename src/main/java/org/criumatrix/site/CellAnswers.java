package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.criumatrix.dataset.Answer;
import org.criumatrix.dataset.CellEntry;

/** What cells come to in each context, in the form that the data has for situations. */
final class CellAnswers {

  private static final String WORKS = "works";
  private static final String REFUSES = "refuses";
  private static final String FAILS = "fails";

  /** Cells with the same key are about the same question. */
  private record Key(String criu, String kernel, Context context) {}

  private CellAnswers() {}

  /**
   * @param cells the newest results of one case, or of a few that belong together
   */
  static List<Answer> of(Collection<CellEntry> cells) {
    var groups = new LinkedHashMap<Key, List<CellEntry>>();
    cells.forEach(
        c ->
            groups
                .computeIfAbsent(
                    new Key(c.criu(), c.kernel(), Context.of(c)), k -> new ArrayList<>())
                .add(c));
    return groups.entrySet().stream().map(g -> of(g.getKey(), g.getValue())).toList();
  }

  private static Answer of(Key key, List<CellEntry> cells) {
    var tried = cells.stream().filter(c -> !verdict(c).equals("unavailable")).toList();
    var working = tried.stream().filter(c -> verdict(c).equals(WORKS)).toList();
    var refusing = tried.stream().filter(c -> verdict(c).equals(REFUSES)).toList();
    var way =
        working.stream()
            .min(
                Comparator.comparingInt((CellEntry c) -> options(c).size())
                    .thenComparing(CellEntry::id));
    return new Answer(
        null,
        key.criu,
        key.kernel,
        key.context.privilege(),
        key.context.runtime(),
        key.context.host(),
        verdict(tried.size(), working, refusing.size()),
        tried.size(),
        working.size(),
        way.map(CellAnswers::options).orElse(List.of()),
        way.map(CellEntry::caseId).orElse(null),
        byNumber(tried, CellEntry::cause),
        tried.isEmpty()
            ? byNumber(cells, CellEntry::error).stream().findFirst().orElse(null)
            : null,
        cells.stream().map(CellEntry::id).toList(),
        cells.stream()
            .map(CellEntry::ended)
            .filter(Objects::nonNull)
            .max(Comparator.naturalOrder())
            .orElse(null),
        cells.stream().map(CellEntry::machine).distinct().toList(),
        List.of());
  }

  private static String verdict(int tried, List<CellEntry> working, int refusing) {
    if (tried == 0) {
      return Standing.UNAVAILABLE.words();
    }
    if (refusing == tried) {
      return REFUSES;
    }
    if (working.isEmpty()) {
      return Standing.NO.words();
    }
    if (working.size() + refusing < tried) {
      return Standing.PARTLY.words();
    }
    return working.stream().allMatch(c -> options(c).isEmpty())
        ? WORKS
        : Standing.WITH_OPTIONS.words();
  }

  /** Returns a cell's verdict; of what could not be tried, or only by a fault of ours, the same. */
  private static String verdict(CellEntry cell) {
    if (cell.cameToItsAnswer()) {
      return WORKS;
    }
    return switch (cell.verdict()) {
      case WORKS, REFUSES, FAILS -> cell.verdict();
      default -> "unavailable";
    };
  }

  private static List<String> options(CellEntry cell) {
    return cell.optionsForUsers();
  }

  private static List<String> byNumber(List<CellEntry> cells, Function<CellEntry, String> of) {
    var counts =
        cells.stream()
            .map(of)
            .filter(Objects::nonNull)
            .collect(Collectors.groupingBy(v -> v, TreeMap::new, Collectors.counting()));
    return counts.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue(), a.getValue()))
        .map(e -> e.getKey())
        .toList();
  }
}
