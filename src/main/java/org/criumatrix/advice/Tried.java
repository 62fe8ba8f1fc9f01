package org.criumatrix.advice;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/**
 * A line of evidence.csv: programs that held something, were dumped and restored, and gave the
 * answer of an uninterrupted run.
 *
 * @param trait its name
 * @param criu the version
 * @param kernel the first two numbers of its release
 * @param cells how many
 * @param privileges of CRIU in these cells
 * @param example a cell, which {@code -Dcells=} runs again
 */
public record Tried(
    String trait, String criu, String kernel, int cells, List<String> privileges, String example) {

  static Tried of(CSVRecord line) {
    return new Tried(
        line.get("trait"),
        line.get("criu"),
        line.get("kernel"),
        Integer.parseInt(line.get("cells")),
        List.of(line.get("privileges").split(" ")),
        line.get("example"));
  }
}
