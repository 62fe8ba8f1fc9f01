package org.criumatrix.testing;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.DumpContext;
import org.criumatrix.matrix.TraitSize;

/**
 * What is known of the dumps of each case from finished runs, for pages about cells that did not
 * run.
 */
public final class KnownDumps {

  private static final Map<String, DumpContext> BY_CASE =
      CsvData.read("/org/criumatrix/advice/cases.csv").stream()
          .collect(
              Collectors.toUnmodifiableMap(
                  l -> l.get("case"),
                  l -> new DumpContext(traits(l.get("traits")), words(l.get("options")))));

  private KnownDumps() {}

  private static Map<String, Long> traits(String text) {
    return text.equals("?") ? null : TraitSize.parse(words(text));
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** Returns what a cell's program holds and its options; unknown if no run has dumped it. */
  public static DumpContext of(Cell cell) {
    return BY_CASE.getOrDefault(cell.holder(), DumpContext.UNKNOWN);
  }

  /** Returns what its program holds and its options; unknown if no run has dumped it. */
  public static DumpContext of(CaseId id) {
    return BY_CASE.getOrDefault(id.toString(), DumpContext.UNKNOWN);
  }
}
