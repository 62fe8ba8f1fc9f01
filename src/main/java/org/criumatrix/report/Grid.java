package org.criumatrix.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
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
    var intro = DataFile.intro(file);
    return new Grid(axis, intro, CsvData.read(file).stream().map(GridCount::of).toList());
  }

  /** Returns the data, from which a page can be made again without the runs. */
  public String csv() {
    return DataFile.text(intro, GridCount.COLUMNS, counts.stream().map(GridCount::fields).toList());
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
