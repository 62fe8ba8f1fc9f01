package org.criumatrix.vm;

import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.CsvData;

/** A line of platforms.csv, which documents the columns. */
record Platform(
    Architecture architecture,
    String root,
    String program,
    String board,
    String maximum,
    String console,
    String kernel) {

  /**
   * @throws HostException if platforms.csv lacks the architecture
   */
  static Platform of(Architecture architecture) {
    return CsvData.read("/org/criumatrix/vm/platforms.csv").stream()
        .filter(r -> r.get("architecture").equals(architecture.name()))
        .map(
            r ->
                new Platform(
                    architecture,
                    r.get("root"),
                    r.get("program"),
                    r.get("board"),
                    r.get("maximum"),
                    r.get("console"),
                    r.get("kernel")))
        .findFirst()
        .orElseThrow(() -> new HostException("platforms.csv has no " + architecture.name()));
  }
}
