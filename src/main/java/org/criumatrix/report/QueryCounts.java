package org.criumatrix.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.query.QueryCell;
import org.criumatrix.query.QueryCells;

/** How many of the cells that a query found have which values of some fields. */
public final class QueryCounts {

  /** What stands in place of a value that a cell does not have. */
  private static final String NONE = "–";

  private final List<String> fields;
  private final Map<List<String>, Integer> counts;

  private QueryCounts(List<String> fields, Map<List<String>, Integer> counts) {
    this.fields = fields;
    this.counts = counts;
  }

  /**
   * Counts cells. A cell with several values of a field, such as traits, counts for each.
   *
   * @throws IllegalArgumentException if there is no such field
   */
  public static QueryCounts of(List<QueryCell> cells, List<String> fields) {
    var counts = new TreeMap<List<String>, Integer>(order(fields));
    for (var cell : cells) {
      for (var values : combinations(cell, fields)) {
        counts.merge(values, 1, Integer::sum);
      }
    }
    return new QueryCounts(List.copyOf(fields), counts);
  }

  private static Comparator<List<String>> order(List<String> fields) {
    Comparator<List<String>> order = Comparator.comparing(List::size);
    for (var i = 0; i < fields.size(); i++) {
      var at = i;
      order = order.thenComparing(list -> list.get(at), valueOrder(fields.get(i)));
    }
    return order;
  }

  /** The newest build comes first, and what has an order keeps it. */
  private static Comparator<String> valueOrder(String field) {
    var possible = QueryCells.possible(field);
    var values = ValueOrder.of(field);
    return Comparator.<String>comparingInt(
            v -> possible.contains(v) ? possible.indexOf(v) : possible.size())
        .thenComparing(field.equals("criu") ? values.reversed() : values);
  }

  private static List<List<String>> combinations(QueryCell cell, List<String> fields) {
    var combinations = List.of(List.<String>of());
    for (var field : fields) {
      var values = cell.texts(field);
      combinations =
          combinations.stream()
              .flatMap(
                  c -> (values.isEmpty() ? List.of(NONE) : values).stream().map(v -> with(c, v)))
              .distinct()
              .toList();
    }
    return combinations;
  }

  private static List<String> with(List<String> values, String more) {
    var all = new ArrayList<>(values);
    all.add(more);
    return all;
  }

  /** Returns the names of the fields. */
  public List<String> fields() {
    return fields;
  }

  /** Returns the number of cells for each combination of values, in the order of the fields. */
  public Map<List<String>, Integer> counts() {
    return Collections.unmodifiableMap(counts);
  }

  /**
   * Returns a table.
   *
   * @param colours whether it has colours for a terminal
   */
  public String text(boolean colours) {
    var paint = new Paint(colours);
    var widths = new ArrayList<Integer>();
    for (var i = 0; i < fields.size(); i++) {
      var at = i;
      widths.add(
          counts.keySet().stream()
              .mapToInt(v -> Wrap.clean(v.get(at)).length())
              .reduce(fields.get(i).length(), Math::max));
    }
    var text = new StringBuilder();
    line(text, fields, widths, "cells", paint, true);
    counts.forEach(
        (values, count) -> line(text, values, widths, "%,d".formatted(count), paint, false));
    return text.toString();
  }

  private static void line(
      StringBuilder text,
      List<String> values,
      List<Integer> widths,
      String count,
      Paint paint,
      boolean isHead) {
    for (var i = 0; i < values.size(); i++) {
      var value = Wrap.clean(values.get(i));
      var padded = value + " ".repeat(widths.get(i) - value.length());
      text.append(isHead ? paint.bold(padded) : padded).append("  ");
    }
    text.append(" ".repeat(Math.max(0, 7 - count.length()))).append(count).append('\n');
  }
}
