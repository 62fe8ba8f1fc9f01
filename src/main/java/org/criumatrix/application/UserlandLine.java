package org.criumatrix.application;

import java.util.List;
import org.criumatrix.distro.InstalledRoot;
import org.criumatrix.matrix.CsvData;

/** A line of userlands.csv, which documents the columns. */
record UserlandLine(String name, String suite, String compiler, List<String> packages) {

  static List<UserlandLine> all() {
    return CsvData.read("/org/criumatrix/application/userlands.csv").stream()
        .map(
            r ->
                new UserlandLine(
                    r.get("userland"),
                    r.get("suite"),
                    r.get("compiler"),
                    List.of(r.get("packages").split(" "))))
        .toList();
  }

  /** Returns the root with compiler, interpreters and MPI. */
  InstalledRoot root() {
    return new InstalledRoot("userland-" + name, suite, packages, List.of());
  }
}
