package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.criumatrix.verdict.Verdict;

/**
 * A cell that came to different ends though nothing differed that the records know of: neither
 * kernel nor CRIU nor suite. Within the attempts of a run and across runs alike.
 *
 * @param ends what was seen how often
 * @param attempts all of them, of all runs
 */
public record Unsteady(Inputs inputs, Map<String, Integer> ends, List<HistoryPoint> attempts) {

  /** What a cell's end should follow from. */
  public record Inputs(String cell, String kernel, String build, String suite) {

    static Inputs of(HistoryPoint point) {
      return new Inputs(
          point.record().id(), point.record().kernel(), point.build(), point.run().suite());
    }
  }

  private static final Set<Verdict> ENDS =
      Set.of(Verdict.WORKS, Verdict.REFUSES, Verdict.FAILS, Verdict.BROKEN);

  /** Those among all attempts at some cells. */
  public static List<Unsteady> among(Map<String, List<HistoryPoint>> cells) {
    var alike = new LinkedHashMap<Inputs, List<HistoryPoint>>();
    cells.values().stream()
        .flatMap(List::stream)
        // What a machine lacks on one day and has on another is no end of a cell.
        .filter(p -> ENDS.contains(p.record().verdict()))
        .forEach(p -> alike.computeIfAbsent(Inputs.of(p), i -> new ArrayList<>()).add(p));
    var unsteady = new ArrayList<Unsteady>();
    alike.forEach(
        (inputs, points) -> {
          var ends = new TreeMap<String, Integer>();
          points.forEach(p -> ends.merge(p.seen(), 1, Integer::sum));
          if (ends.size() > 1) {
            unsteady.add(new Unsteady(inputs, ends, List.copyOf(points)));
          }
        });
    return List.copyOf(unsteady);
  }
}
