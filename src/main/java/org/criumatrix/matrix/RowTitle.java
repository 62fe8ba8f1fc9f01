package org.criumatrix.matrix;

import static java.util.Map.entry;

import java.util.Map;

/** The titles of rows for readers. */
public final class RowTitle {

  /**
   * The row of CRIU's own tests, which counts apart: what it shows is not the suite's own finding.
   */
  public static final String CRIUS_OWN = "zdtm";

  private static final Map<String, String> TITLES =
      Map.ofEntries(
          entry("serial", "Serial"),
          entry("threads-forks", "Threads and forks"),
          entry("open-files", "Open files"),
          entry("containers", "Containers"),
          entry("inside-container", "Inside a container"),
          entry("cpu-specific", "Processor-specific"),
          entry("gpu", "GPU"),
          entry("network", "Network"),
          entry("network-fs", "Network file systems"),
          entry("parallel", "Parallel (MPI)"),
          entry("performance", "Performance"),
          entry("batch", "Batch system"),
          entry("objects", "Kernel objects"),
          entry("operations", "Operations"),
          entry("applications", "Applications"),
          entry(CRIUS_OWN, "CRIU's own tests"));

  private RowTitle() {}

  /** Returns the title of a row; its name if this version of the suite does not know it. */
  public static String of(String row) {
    return TITLES.getOrDefault(row, row);
  }
}
