package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.WithoutCriu;

/**
 * Cells that run before all cells of the next wave. A user who stops a run early, or opens its page
 * early, has the cells that most users ask about.
 *
 * @param name the folder of the wave's JUnit XML; empty if the run has only one wave
 */
record Wave(String name, Predicate<Cell> cells) {

  /** The only wave of a run. */
  static final Wave ALL = new Wave("", cell -> true);

  private static final String FIRST_PRIVILEGE = "root";

  /**
   * Returns the waves: the newest build as root, the newest build with other privileges, then older
   * builds, newest first.
   *
   * @param builds the builds, oldest first; the user's own builds come last and count as the newest
   * @param repeat the number of attempts at each cell. Several attempts measure times, which are
   *     comparable only if the builds take turns
   */
  static List<Wave> of(List<CriuBuild> builds, int repeat) {
    if (repeat > 1 || builds.isEmpty()) {
      return List.of(ALL);
    }
    var newest = builds.get(builds.size() - 1).version();
    var waves = new ArrayList<Wave>();
    waves.add(
        new Wave(
            newest + "-" + FIRST_PRIVILEGE,
            c -> isWith(newest, c) && c.on(Axis.PRIVILEGE).equals(FIRST_PRIVILEGE)));
    waves.add(
        new Wave(
            newest + "-others",
            c -> isWith(newest, c) && !c.on(Axis.PRIVILEGE).equals(FIRST_PRIVILEGE)));
    for (var i = builds.size() - 2; i >= 0; i--) {
      var version = builds.get(i).version();
      waves.add(new Wave(version, c -> isOf(version, c)));
    }
    return List.copyOf(waves);
  }

  /** Whether a cell runs with the newest build: also one in which no CRIU takes part. */
  private static boolean isWith(String newest, Cell cell) {
    return isOf(newest, cell) || WithoutCriu.is(cell.on(Axis.CRIU));
  }

  private static boolean isOf(String version, Cell cell) {
    return cell.on(Axis.CRIU).equals(version);
  }

  /** Returns the waves that have one of these cells. A single wave needs no name. */
  static List<Wave> with(List<Wave> waves, List<Cell> planned) {
    var left = waves.stream().filter(w -> planned.stream().anyMatch(w.cells())).toList();
    return left.size() == 1 ? List.of(ALL) : left;
  }

  /**
   * Returns the wave's folder below the folder of all JUnit XML. The name of a user's build is its
   * path.
   */
  String folder() {
    return EvidencePaths.name(name);
  }
}
