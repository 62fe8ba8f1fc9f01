package org.criumatrix.dataset;

import java.util.List;

/**
 * A value of the CRIU axis.
 *
 * @param id {@code 4.3}
 * @param programs the programs that were called so: package version, origin, checksum, git id
 * @param tally its cells over all runs, the latest result of each
 */
public record BuildEntry(String id, List<Program> programs, Tally tally) {

  /** One program; what is not known is null. */
  public record Program(String packageVersion, String origin, String sha256, String gitId) {}
}
