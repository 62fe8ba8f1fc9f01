package org.criumatrix.runs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.criumatrix.record.CellRecord;

/**
 * The cells of a row that one line of matrix.csv can name: all combinations of some values.
 *
 * @param sides the values of case, CRIU, privilege, runtime, host and kernel
 */
record AxisProduct(String row, List<Set<String>> sides) {

  /** Matches {@code 6.18} and the character that ends it in a release. */
  private static final Pattern KERNEL = Pattern.compile("^(\\d+\\.\\d+)(\\D?).*");

  static AxisProduct of(CellRecord record) {
    return new AxisProduct(
        record.row(),
        List.of(
            Set.of(record.caseId().name()),
            Set.of(record.criu()),
            Set.of(record.privilege()),
            Set.of(record.runtime()),
            Set.of(record.host()),
            Set.of(KERNEL.matcher(record.kernel()).replaceFirst("$1$2"))));
  }

  /** Returns the smallest product that has all of these cells; it can have others, too. */
  static AxisProduct around(Collection<CellRecord> records) {
    return records.stream()
        .map(AxisProduct::of)
        .reduce(
            (a, b) -> {
              var sides = new ArrayList<Set<String>>();
              for (var side = 0; side < a.sides().size(); side++) {
                sides.add(union(a, b, side));
              }
              return new AxisProduct(a.row(), sides);
            })
        .orElseThrow();
  }

  /** Merges products into as few as possible that have exactly the same cells. */
  static List<AxisProduct> joined(Collection<AxisProduct> products) {
    var all = List.copyOf(products);
    var before = 0;
    do {
      before = all.size();
      for (var side = 0; !all.isEmpty() && side < all.get(0).sides().size(); side++) {
        all = joinedAlong(side, all);
      }
    } while (all.size() < before);
    return all;
  }

  /** Merges products that differ on one side only. */
  private static List<AxisProduct> joinedAlong(int side, List<AxisProduct> products) {
    var joined = new LinkedHashMap<AxisProduct, AxisProduct>();
    for (var product : products) {
      joined.merge(
          product.with(side, Set.of()), product, (a, b) -> a.with(side, union(a, b, side)));
    }
    return List.copyOf(joined.values());
  }

  private static Set<String> union(AxisProduct one, AxisProduct other, int side) {
    var union = new TreeSet<>(one.sides().get(side));
    union.addAll(other.sides().get(side));
    return union;
  }

  private AxisProduct with(int side, Set<String> values) {
    var changed = new ArrayList<>(sides);
    changed.set(side, values);
    return new AxisProduct(row, changed);
  }

  /** Returns the first fields of its line. */
  List<String> fields() {
    var fields = new ArrayList<String>();
    fields.add(row + "/" + glob(sides.get(0)));
    sides.subList(1, sides.size() - 1).forEach(values -> fields.add(glob(values)));
    fields.add(kernel(sides.get(sides.size() - 1)));
    return List.copyOf(fields);
  }

  private static String kernel(Set<String> kernels) {
    var only = kernels.iterator().next();
    return kernels.size() == 1
        ? only.replaceFirst("^(\\d+\\.\\d+)\\D?$", "=$1")
        : glob(kernels.stream().map(k -> k + "*").collect(Collectors.toSet()));
  }

  /** Returns {@code a}, or {@code {a,b}}. */
  static String glob(Set<String> values) {
    return values.size() == 1
        ? values.iterator().next()
        : values.stream().sorted().collect(Collectors.joining(",", "{", "}"));
  }
}
