package org.criumatrix.debian;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.criumatrix.host.SharedFolders;

/** Package files that were downloaded and verified against the archive's signed lists. */
public final class DebFiles {

  private final List<DebPackage> debs;
  private final Map<String, Path> byChecksum;

  private DebFiles(List<DebPackage> debs, Map<String, Path> byChecksum) {
    this.debs = debs;
    this.byChecksum = byChecksum;
  }

  /**
   * Fetches the files of packages.
   *
   * @param scratch the folder in which the folder {@code debs} is made
   */
  public static DebFiles fetch(PrivateApt apt, List<DebPackage> debs, Path scratch)
      throws IOException {
    var folder = SharedFolders.create(scratch.resolve("debs"));
    apt.download(debs, folder);
    try (var files = Files.list(folder)) {
      var byChecksum = files.collect(Collectors.toMap(Checksum::sha256, f -> f, (a, b) -> a));
      // apt has verified the files already; the run records these checksums.
      debs.stream()
          .filter(deb -> !byChecksum.containsKey(deb.sha256()))
          .findFirst()
          .ifPresent(
              deb -> {
                throw new ArchiveException(deb.pin() + " is not the file that the archive signed");
              });
      return new DebFiles(debs, byChecksum);
    }
  }

  public List<Path> files() {
    return debs.stream().map(this::file).toList();
  }

  public Path file(DebPackage deb) {
    return byChecksum.get(deb.sha256());
  }
}
