package org.criumatrix.site;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.criumatrix.dataset.CellEntry;

/** Whether a build dumps or restores faster than the one before, by cells that both ran. */
final class Speeds {

  /** Fewer pairs say nothing about a release. */
  private static final int MIN_PAIRS = 20;

  /** A smaller difference is not worth a word: times of a few milliseconds vary by more. */
  private static final double WORTH_SAYING = 0.05;

  /** Standard deviations of the number of slower pairs; beyond is chance once in 370 times. */
  private static final double DEVIATIONS = 3;

  private record Key(String caseId, Context context, String kernel, String machine) {

    static Key of(CellEntry cell) {
      return new Key(cell.caseId(), Context.of(cell), cell.kernel(), cell.machine());
    }
  }

  private Speeds() {}

  /**
   * @param name of the build before
   */
  static List<Html> section(
      Collection<CellEntry> before, Collection<CellEntry> after, String name) {
    var then = new HashMap<Key, CellEntry>();
    before.stream().filter(c -> c.verdict().equals("works")).forEach(c -> then.put(Key.of(c), c));
    var list = Html.of("ul");
    measure("The dump", CellEntry::dumpMs, then, after, name).forEach(list::add);
    measure("The time that the program stands still", CellEntry::frozenMs, then, after, name)
        .forEach(list::add);
    measure("The restore", CellEntry::restoreMs, then, after, name).forEach(list::add);
    return list.isEmpty() ? List.of() : List.of(list);
  }

  private static List<Html> measure(
      String what,
      Function<CellEntry, Double> of,
      Map<Key, CellEntry> then,
      Collection<CellEntry> now,
      String name) {
    var ratios = new ArrayList<Double>();
    for (var cell : now) {
      var earlier = then.get(Key.of(cell));
      if (earlier != null
          && cell.verdict().equals("works")
          && positive(of.apply(earlier))
          && positive(of.apply(cell))) {
        ratios.add(of.apply(cell) / of.apply(earlier));
      }
    }
    return ratios.size() < MIN_PAIRS
        ? List.of()
        : List.of(Html.of("li", sentence(what, ratios, name)));
  }

  private static boolean positive(Double value) {
    return value != null && value > 0;
  }

  /** Returns what pairs say: a difference only if nearly all of them agree, by a sign test. */
  static String sentence(String what, List<Double> ratios, String name) {
    var sorted = ratios.stream().sorted().toList();
    var size = sorted.size();
    var median = (sorted.get((size - 1) / 2) + sorted.get(size / 2)) / 2;
    var slower = sorted.stream().filter(r -> r > 1).count();
    var isSure = Math.abs(slower - size / 2.0) > DEVIATIONS * Math.sqrt(size) / 2;
    if (!isSure || Math.abs(median - 1) < WORTH_SAYING) {
      return "%s takes as long as with CRIU %s (median %s of %d cells that both ran)."
          .formatted(what, name, percent(median), size);
    }
    return "%s is %s: median %s against CRIU %s, %s in %d of %d cells that both ran."
        .formatted(
            what,
            median > 1 ? "slower" : "faster",
            percent(median),
            name,
            median > 1 ? "slower" : "faster",
            median > 1 ? slower : size - slower,
            size);
  }

  private static String percent(double ratio) {
    return String.format(Locale.ENGLISH, "%+.0f %%", (ratio - 1) * 100);
  }
}
