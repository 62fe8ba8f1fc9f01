package org.criumatrix.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;

/** Finds the evidence of a cell: logs and outputs. */
final class EvidenceFiles {

  private EvidenceFiles() {}

  /**
   * Returns the regular files without links, sorted by name; none if the cell has no evidence.
   *
   * @throws IOException if the record's evidence is not in the run's folder
   */
  static List<Path> of(Run run, CellRecord record) throws IOException {
    if (record.evidence().folder() == null) {
      return List.of();
    }
    var home = run.folder().toRealPath();
    var folder = home.resolve(record.evidence().folder()).normalize();
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    if (!folder.startsWith(home) || folder.equals(home) || !folder.toRealPath().startsWith(home)) {
      throw new IOException(
          "%s says that its evidence is in %s, which is none of the run's folders"
              .formatted(record.id(), record.evidence().folder()));
    }
    try (var files = Files.walk(folder)) {
      return files.filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS)).sorted().toList();
    }
  }
}
