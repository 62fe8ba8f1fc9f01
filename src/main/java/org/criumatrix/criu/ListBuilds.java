package org.criumatrix.criu;

import java.nio.file.Path;
import java.util.List;

/**
 * Prints the table of CRIU builds, fetching what is missing: {@code java … ListBuilds [CACHE]
 * [GLOBS]}.
 */
final class ListBuilds {

  private static final String LINE = "%-10s %-20s %-20s %-16s %s%n";

  private ListBuilds() {}

  public static void main(String[] args) {
    var folder = args.length > 0 ? Path.of(args[0]) : CriuCatalog.defaultFolder();
    var options = CriuCatalog.Options.fromSystemProperties();
    var catalog = CriuCatalog.open(folder, options, System.err::println);
    print(catalog.select(args.length > 1 ? args[1] : "*"));
  }

  private static void print(List<CriuBuild> builds) {
    System.out.printf(LINE, "CRIU", "ORIGIN", "PACKAGE", "GIT", "PROGRAM");
    for (var build : builds) {
      System.out.printf(
          LINE,
          build.version(),
          build.origin(),
          build.packageVersion(),
          build.gitId().isEmpty() ? "-" : build.gitId(),
          build.program());
    }
  }
}
