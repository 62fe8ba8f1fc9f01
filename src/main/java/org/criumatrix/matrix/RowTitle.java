package org.criumatrix.matrix;

import static java.util.Map.entry;

import java.util.Map;

/** The titles of rows for readers. */
public final class RowTitle {

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
          entry("applications", "Applications"));

  private RowTitle() {}

  /** Returns the title of a row; its name if this version of the suite does not know it. */
  public static String of(String row) {
    return TITLES.getOrDefault(row, row);
  }
}
