package org.criumatrix.rig;

import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Features;

/** What a cell is about and not every host has: where it is missing the cell is unavailable. */
public final class Needs {

  private final CellEnvironment environment;

  Needs(CellEnvironment environment) {
    this.environment = environment;
  }

  /** A tool by which CRIU keeps a connection still: {@code nftables}. */
  public void lock(String backend) {
    CellEnvironment.requireAvailable(NetworkLocks.unavailable(environment.first(), backend));
  }

  /** What CRIU cannot do on every kernel: {@code mem_dirty_track}. */
  public void feature(String feature) {
    CellEnvironment.requireAvailable(Features.unavailable(environment.first(), feature));
  }

  /** A move in which memory comes last. */
  public void lazyPages() {
    CellEnvironment.requireAvailable(
        LazyMove.unavailable(environment.first(), environment.second()));
  }

  /** A processor that can run a program which was built for some alone. */
  public void processorFor(String program) {
    CellEnvironment.requireAvailable(Processors.unavailable(environment.first(), program));
  }

  /** This many MiB of free memory. */
  public void memory(int mebibytes) {
    CellEnvironment.requireAvailable(Memory.unavailable(environment.first().host(), mebibytes));
  }
}
