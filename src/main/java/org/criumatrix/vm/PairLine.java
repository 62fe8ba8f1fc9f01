package org.criumatrix.vm;

import java.nio.file.Path;
import java.util.List;
import org.criumatrix.matrix.CsvData;

/** A line of {@code box/pairs.csv}: two machines, and moves go from the first to the second. */
record PairLine(String first, String second) {

  static List<PairLine> all(Path project) {
    return CsvData.read(project.resolve("box/pairs.csv")).stream()
        .map(r -> new PairLine(r.get("first"), r.get("second")))
        .toList();
  }

  String name() {
    return first + "+" + second;
  }
}
