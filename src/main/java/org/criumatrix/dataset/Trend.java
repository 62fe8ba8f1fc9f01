package org.criumatrix.dataset;

import java.util.List;
import java.util.Objects;

/**
 * How much of something worked in each run.
 *
 * @param kind {@code situation}, {@code row} or {@code build}
 * @param id id of the situation, the row or the build
 * @param points in the order of the runs
 */
public record Trend(String kind, String id, List<Point> points) {

  /**
   * One run with one build on one kernel.
   *
   * @param run id of the run
   * @param date when the run started, ISO 8601
   * @param works cells that worked or refused as they had to; of a situation: only cases that a
   *     careful user would choose
   * @param of cells that were tried
   * @param cells checksum of which cells these are: only points with the same one compare; empty in
   *     data of older suites
   */
  public record Point(
      String run, String date, String criu, String kernel, int works, int of, String cells) {

    public Point {
      cells = Objects.requireNonNullElse(cells, "");
    }
  }
}
