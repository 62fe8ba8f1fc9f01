package org.criumatrix.runs;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.matrix.WithoutCriu;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/** What runs have shown of traits: tables that come with the suite, for {@code advise}. */
public final class TraitEvidence {

  private record Key(String trait, String criu, String kernel) {}

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  /** The best example is the plainest: a direct call of CRIU as root, few traits, few options. */
  private static final Comparator<CellRecord> PLAINEST =
      Comparator.comparing((CellRecord r) -> !r.runtime().equals("none"))
          .thenComparing(r -> !r.privilege().equals("root"))
          .thenComparing(r -> !r.host().equals("local"))
          .thenComparing(r -> options(r).size())
          .thenComparing(r -> r.evidence().traits() == null ? 0 : r.evidence().traits().size())
          .thenComparing(CellRecord::id);

  /** A trait's name for what every program has, so that each build that was run has a line. */
  private static final String ANY = "*";

  private TraitEvidence() {}

  private static String line(Key key, List<CellRecord> cells) {
    return line(
        key.trait(),
        key.criu(),
        key.kernel(),
        cells.stream().map(CellRecord::id).distinct().count(),
        words(cells.stream().map(CellRecord::privilege).toList()),
        words(common(cells)),
        cells.stream().min(PLAINEST).map(CellRecord::id).orElse(""));
  }

  /**
   * Returns evidence.csv: the traits of cells that work, with each CRIU and kernel.
   *
   * @param records of one run or several
   */
  public static String evidence(Collection<CellRecord> records) {
    var found =
        new TreeMap<Key, List<CellRecord>>(
            Comparator.comparing(Key::trait)
                .thenComparing(Key::criu, VersionOrder.OLDEST_FIRST)
                .thenComparing(Key::kernel, VersionOrder.OLDEST_FIRST));
    for (var record : records) {
      if (WithoutCriu.is(record.criu())) {
        // What a program holds is about what CRIU meets.
        continue;
      }
      if (record.verdict() == Verdict.WORKS || record.verdict() == Verdict.FAILS) {
        found.computeIfAbsent(
            new Key(ANY, record.criu(), series(record.kernel())), k -> new ArrayList<>());
      }
      if (record.verdict() == Verdict.WORKS
          && record.evidence().traits() != null
          && !isOnlyDumped(record)) {
        found.get(new Key(ANY, record.criu(), series(record.kernel()))).add(record);
        for (var trait : record.traits().keySet()) {
          var key = new Key(trait, record.criu(), series(record.kernel()));
          found.computeIfAbsent(key, k -> new ArrayList<>()).add(record);
        }
      }
    }
    var lines = new StringBuilder("trait,criu,kernel,cells,privileges,with,example\n");
    found.forEach((key, cells) -> lines.append(line(key, cells)));
    return lines.toString();
  }

  /**
   * Returns cases.csv: what the subjects of each case hold and the options of its dumps, by its
   * plainest cell with the newest CRIU.
   */
  public static String cases(Collection<CellRecord> records) {
    var plainest = new TreeMap<String, CellRecord>();
    var newestFirst =
        Comparator.comparing((CellRecord r) -> r.evidence().traits() == null)
            .thenComparing(CellRecord::criu, VersionOrder.OLDEST_FIRST.reversed())
            .thenComparing(PLAINEST);
    records.stream()
        .filter(r -> r.evidence().traits() != null || !options(r).isEmpty())
        .forEach(
            r ->
                plainest.merge(
                    r.axes().cell().holder(), r, (a, b) -> newestFirst.compare(a, b) <= 0 ? a : b));
    var lines = new StringBuilder("case,options,traits\n");
    plainest.forEach(
        (id, record) -> lines.append(line(id, String.join(" ", options(record)), traits(record))));
    return lines.toString();
  }

  /** Returns a question mark if the cell was not dumped, and only its plans are known. */
  private static String traits(CellRecord record) {
    var traits = record.evidence().traits();
    return traits == null ? "?" : String.join(" ", traits);
  }

  /** Returns the options of CRIU that all of the cells have: it was never tried without them. */
  private static Set<String> common(List<CellRecord> cells) {
    var common = new TreeSet<>(cells.isEmpty() ? List.of() : options(cells.get(0)));
    cells.forEach(c -> common.retainAll(options(c)));
    common.removeIf(o -> !o.startsWith("--"));
    return common;
  }

  /** Whether its program was left running, and nothing was restored. */
  private static boolean isOnlyDumped(CellRecord record) {
    return options(record).contains("--leave-running") && !options(record).contains("again");
  }

  private static List<String> options(CellRecord record) {
    var options = record.evidence().options();
    return options == null ? List.of() : options;
  }

  private static String words(Collection<String> names) {
    return new TreeSet<>(names).stream().collect(joining(" "));
  }

  /** Returns {@code 6.18} of {@code 6.18.44-cloud}. */
  private static String series(String release) {
    return release.replaceFirst("^(\\d+\\.\\d+).*$", "$1");
  }

  private static String line(Object... fields) {
    return FORMAT.format(fields) + "\n";
  }
}
