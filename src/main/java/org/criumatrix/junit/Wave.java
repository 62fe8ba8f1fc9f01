package org.criumatrix.junit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.matrix.Axis;
import org.criumatrix.matrix.Cell;

/**
 * Cells that are played before all those of the next wave: who stops a run early, or looks at its
 * page early, has the cells that most people ask about.
 *
 * @param name names the folder of the wave's JUnit XML; empty: the run has no other wave
 */
record Wave(String name, Predicate<Cell> cells) {

  /** A run that is one wave. */
  static final Wave ALL = new Wave("", cell -> true);

  private static final String FIRST_PRIVILEGE = "root";

  /**
   * The newest build as root, the newest build with other privileges, then older builds, newest
   * first.
   *
   * @param builds oldest first; builds of the user's own, which come last, count as newer than any
   * @param repeat how many times each cell is played: more than once is for times, which can be
   *     compared only where the builds take turns
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
            c -> isOf(newest, c) && c.on(Axis.PRIVILEGE).equals(FIRST_PRIVILEGE)));
    waves.add(
        new Wave(
            newest + "-others",
            c -> isOf(newest, c) && !c.on(Axis.PRIVILEGE).equals(FIRST_PRIVILEGE)));
    for (var i = builds.size() - 2; i >= 0; i--) {
      var version = builds.get(i).version();
      waves.add(new Wave(version, c -> isOf(version, c)));
    }
    return List.copyOf(waves);
  }

  private static boolean isOf(String version, Cell cell) {
    return cell.on(Axis.CRIU).equals(version);
  }

  /** The same without waves that have none of these cells; the last one left needs no name. */
  static List<Wave> with(List<Wave> waves, List<Cell> planned) {
    var left = waves.stream().filter(w -> planned.stream().anyMatch(w.cells())).toList();
    return left.size() == 1 ? List.of(ALL) : left;
  }

  /** The wave's folder below the one of all JUnit XML; a user's build is called by its path. */
  String folder() {
    return EvidencePaths.name(name);
  }
}
