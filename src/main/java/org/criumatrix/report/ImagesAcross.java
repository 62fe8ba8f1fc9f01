package org.criumatrix.report;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Verdict;

/**
 * Images that one CRIU has written and another has restored, on one kernel.
 *
 * @param from the version that has written them
 * @param to the build that has restored them
 * @param cells never empty
 */
record ImagesAcross(String kernel, String from, String to, List<CellRecord> cells) {

  static final String TITLE = "Images across versions";
  static final String ABOUT =
      "A line has the CRIU that dumped, a column the one that restored on the same kernel.";

  private static final String ROW = "operations";
  private static final Pattern CASE = Pattern.compile("images-of-(\\d[^-]*)-.+");
  private static final Comparator<String> VERSIONS = ValueOrder.of("criu");

  /** The most important verdict first: what says nothing of CRIU comes last. */
  private static final List<Verdict> WORST_FIRST =
      List.of(Verdict.FAILS, Verdict.BROKEN, Verdict.WORKS, Verdict.REFUSES, Verdict.UNAVAILABLE);

  /** Returns all pairs, by kernel, then by the version that has written the images. */
  static List<ImagesAcross> all(List<CellRecord> records) {
    var pairs = new ArrayList<ImagesAcross>();
    var ofRow = records.stream().filter(r -> r.row().equals(ROW)).toList();
    grouped(ofRow.stream().filter(r -> name(r).matches()).toList(), ImagesAcross::kernelOf)
        .forEach(
            (kernel, here) ->
                grouped(here, ImagesAcross::writerOf)
                    .forEach(
                        (from, written) ->
                            grouped(written, CellRecord::criu)
                                .forEach(
                                    (to, cells) ->
                                        pairs.add(new ImagesAcross(kernel, from, to, cells)))));
    return List.copyOf(pairs);
  }

  private static TreeMap<String, List<CellRecord>> grouped(
      List<CellRecord> records, Function<CellRecord, String> by) {
    return records.stream().collect(groupingBy(by, () -> new TreeMap<>(VERSIONS), toList()));
  }

  private static Matcher name(CellRecord record) {
    return CASE.matcher(record.caseId().name());
  }

  private static String writerOf(CellRecord record) {
    var name = name(record);
    return name.matches() ? name.group(1) : "";
  }

  private static String kernelOf(CellRecord record) {
    return Objects.requireNonNullElse(record.kernel(), "unknown");
  }

  Tally tally() {
    return Tally.of(cells);
  }

  /** Returns the cell that a reader has to see first. */
  CellRecord worst() {
    return cells.stream()
        .min(Comparator.comparingInt(r -> WORST_FIRST.indexOf(r.verdict())))
        .orElseThrow();
  }
}
