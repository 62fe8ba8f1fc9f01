package org.criumatrix.rig;

import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Features;

/** What a cell is about and not every host has: where it is missing the cell is unavailable. */
public final class Needs {

  private final CellEnvironment stage;

  Needs(CellEnvironment stage) {
    this.stage = stage;
  }

  /** A tool by which CRIU keeps a connection still: {@code nftables}. */
  public void lock(String backend) {
    CellEnvironment.available(NetworkLocks.unavailable(stage.first(), backend));
  }

  /** What CRIU cannot do on every kernel: {@code mem_dirty_track}. */
  public void feature(String feature) {
    CellEnvironment.available(Features.unavailable(stage.first(), feature));
  }

  /** A move in which memory comes last. */
  public void lazyPages() {
    CellEnvironment.available(LazyMove.unavailable(stage.first(), stage.second()));
  }

  /** A processor that can run a program which was built for some alone. */
  public void processorFor(String program) {
    CellEnvironment.available(Processors.unavailable(stage.first(), program));
  }

  /** This many MiB of free memory. */
  public void memory(int mebibytes) {
    CellEnvironment.available(Memory.unavailable(stage.first().host(), mebibytes));
  }
}
