package org.criumatrix.runtime;

import java.util.List;
import org.criumatrix.matrix.CsvData;

/**
 * What a container may do, as options of the engines: a line of grants.csv.
 *
 * @param engines docker's and podman's
 */
record Grant(String name, List<String> engines, List<String> apptainer) {

  static Grant of(String name) {
    return CsvData.read("/org/criumatrix/runtime/grants.csv").stream()
        .filter(r -> r.get("grant").equals(name))
        .map(r -> new Grant(name, words(r.get("engines")), words(r.get("apptainer"))))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("grants.csv has no " + name));
  }

  private static List<String> words(String text) {
    return text.isBlank() ? List.of() : List.of(text.split(" +"));
  }
}
