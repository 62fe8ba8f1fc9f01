package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.criumatrix.record.CellRecord;

/**
 * The files of evidence that are next to the pages. A page links to files and not to folders, which
 * many servers do not list.
 */
final class EvidenceLinks {

  static final EvidenceLinks NONE = new EvidenceLinks(new TreeSet<>());

  /** The folder of all evidence, and of the controls. */
  private static final List<String> FOLDERS = List.of("evidence", "controls");

  /** The maximum number of links of a cell; others have the folder. */
  private static final int MAX_LINKS = 40;

  private final NavigableSet<String> files;

  private EvidenceLinks(NavigableSet<String> files) {
    this.files = files;
  }

  /**
   * Returns the files in a run's folder, without links: these could lead out of it.
   *
   * @throws IOException if a folder of evidence cannot be read
   */
  static EvidenceLinks in(Path folder) throws IOException {
    var found = new TreeSet<String>();
    for (var name : FOLDERS) {
      var evidence = folder.resolve(name);
      if (Files.isDirectory(evidence, LinkOption.NOFOLLOW_LINKS)) {
        try (var files = Files.walk(evidence)) {
          files
              .filter(f -> Files.isRegularFile(f, LinkOption.NOFOLLOW_LINKS))
              .map(f -> folder.relativize(f).toString())
              .forEach(found::add);
        }
      }
    }
    return new EvidenceLinks(found);
  }

  /**
   * @param paths paths from the folder of the pages
   */
  static EvidenceLinks among(Collection<String> paths) {
    return new EvidenceLinks(new TreeSet<>(paths));
  }

  /** Returns the paths of a cell's files from its folder of evidence, sorted. */
  List<String> of(CellRecord record) {
    var folder = record.evidence().folder();
    if (folder == null || folder.isEmpty()) {
      return List.of();
    }
    var prefix = folder.endsWith("/") ? folder : folder + "/";
    var names = new ArrayList<String>();
    for (var path : files.tailSet(prefix)) {
      if (!path.startsWith(prefix) || names.size() == MAX_LINKS) {
        break;
      }
      names.add(path.substring(prefix.length()));
    }
    return List.copyOf(names);
  }
}
