package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVFormat;
import org.criumatrix.matrix.CsvData;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.CellRecord;

/**
 * How the same cells end on each kernel, or in each user land, with each CRIU build.
 *
 * @param intro sentences about the runs, one per entry
 * @param counts in the order of the lines and the builds
 */
public record Grid(GridAxis axis, List<String> intro, List<GridCount> counts) {

  static final Comparator<String> BUILDS =
      VersionOrder.OLDEST_FIRST.thenComparing(Comparator.naturalOrder());

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  private static final String COMMENT = "# ";

  public Grid {
    intro = List.copyOf(intro);
    counts = List.copyOf(counts);
  }

  /**
   * @param records of all attempts, and of cells that were planned and not run
   */
  public static Grid of(GridAxis axis, List<String> intro, Collection<CellRecord> records) {
    return new Grid(axis, intro, GridCells.count(axis, records));
  }

  /**
   * Reads what {@link #csv} has written.
   *
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if it has another content
   */
  public static Grid read(GridAxis axis, Path file) throws IOException {
    List<String> intro;
    try (var lines = Files.lines(file)) {
      intro =
          lines
              .takeWhile(l -> l.startsWith(COMMENT))
              .map(l -> l.substring(COMMENT.length()))
              .toList();
    }
    return new Grid(axis, intro, CsvData.read(file).stream().map(GridCount::of).toList());
  }

  /** Returns the data, from which a page can be made again without the runs. */
  public String csv() {
    var lines = new ArrayList<String>();
    intro.forEach(s -> lines.add(COMMENT + s.replaceAll("\\s+", " ")));
    lines.add(FORMAT.format(GridCount.COLUMNS.toArray()));
    counts.forEach(c -> lines.add(FORMAT.format(c.fields().toArray())));
    return String.join("\n", lines) + "\n";
  }

  /** Returns the tables for people. */
  public Sheet sheet() {
    return new GridSheet(this, Marks.UNICODE).sheet();
  }

  /** Whether there is no cell for this axis. */
  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** Returns the builds, the oldest first. */
  List<String> builds() {
    var builds = new TreeSet<>(BUILDS);
    counts.forEach(c -> builds.add(c.criu()));
    return List.copyOf(builds);
  }

  /** Returns the lines in their order. */
  List<String> lines() {
    return counts.stream().map(GridCount::line).distinct().toList();
  }

  List<GridCount> of(String line) {
    return counts.stream().filter(c -> c.line().equals(line)).toList();
  }

  List<GridCount> of(String line, String criu) {
    return of(line).stream().filter(c -> c.criu().equals(criu)).toList();
  }
}
