package org.criumatrix.criu;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Package files that were fetched and are what the archive's signed lists say. */
final class DebFiles {

  private final List<DebPackage> debs;
  private final Map<String, Path> byChecksum;

  private DebFiles(List<DebPackage> debs, Map<String, Path> byChecksum) {
    this.debs = debs;
    this.byChecksum = byChecksum;
  }

  /**
   * @param scratch gets a folder {@code debs}
   */
  static DebFiles fetch(PrivateApt apt, List<DebPackage> debs, Path scratch) throws IOException {
    var folder = Folders.create(scratch.resolve("debs"));
    apt.download(debs, folder);
    try (var files = Files.list(folder)) {
      var byChecksum = files.collect(Collectors.toMap(Checksum::sha256, f -> f, (a, b) -> a));
      // apt has verified them already; these are the checksums for the record.
      debs.stream()
          .filter(deb -> !byChecksum.containsKey(deb.sha256()))
          .findFirst()
          .ifPresent(
              deb -> {
                throw new CatalogException(deb.pin() + " is not the file that the archive signed");
              });
      return new DebFiles(debs, byChecksum);
    }
  }

  List<Path> files() {
    return debs.stream().map(this::file).toList();
  }

  Path file(DebPackage deb) {
    return byChecksum.get(deb.sha256());
  }
}
