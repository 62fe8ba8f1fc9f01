package org.criumatrix.advice;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.matrix.DumpContext;

/**
 * A line of evidence.csv: programs that held something, were dumped and restored, and gave the
 * answer of an uninterrupted run.
 *
 * @param trait its name
 * @param criu the version
 * @param kernel the first two numbers of its release
 * @param cells how many
 * @param privileges of CRIU in these cells
 * @param with options of CRIU that all of these cells had: it was never tried without them
 * @param example a cell, which {@code -Dcells=} runs again
 */
public record Tried(
    String trait,
    String criu,
    String kernel,
    int cells,
    List<String> privileges,
    List<String> with,
    String example) {

  static Tried of(CSVRecord line) {
    return new Tried(
        line.get("trait"),
        line.get("criu"),
        line.get("kernel"),
        Integer.parseInt(line.get("cells")),
        List.of(line.get("privileges").split(" ")),
        line.get("with").isEmpty() ? List.of() : List.of(line.get("with").split(" ")),
        line.get("example"));
  }

  /**
   * Returns the options that matter to the trait, that all of these cells had and that are not
   * among others.
   */
  List<String> missing(List<String> options) {
    return with.stream()
        .filter(
            w -> options.stream().noneMatch(o -> DumpContext.name(o).equals(DumpContext.name(w))))
        .filter(w -> CriuOption.mattersTo(trait, w))
        .toList();
  }
}
