package org.criumatrix.rig;

import java.util.Optional;
import org.criumatrix.cell.CellEnvironment;
import org.criumatrix.cell.Features;
import org.criumatrix.host.Command;

/**
 * The requirements of a cell that not every host meets; where one is missing, the cell is
 * unavailable.
 */
public final class Needs {

  private final CellEnvironment environment;

  Needs(CellEnvironment environment) {
    this.environment = environment;
  }

  /** Requires a backend with which CRIU locks the network: {@code nftables}. */
  public void lock(String backend) {
    CellEnvironment.requireAvailable(NetworkLocks.unavailable(environment.first(), backend));
  }

  /** Requires a CRIU feature that not every kernel supports: {@code mem_dirty_track}. */
  public void feature(String feature) {
    CellEnvironment.requireAvailable(Features.unavailable(environment.first(), feature));
  }

  /** Requires a kernel that does not support a feature. */
  public void noFeature(String feature) {
    CellEnvironment.requireAvailable(
        Features.unavailable(environment.first(), feature).isPresent()
            ? Optional.empty()
            : Optional.of("this kernel supports " + feature));
  }

  /** Requires an option that not every CRIU has: {@code --image-io-mode}. */
  public void option(String name) {
    CellEnvironment.requireAvailable(Features.unknownOption(environment.first(), name));
  }

  /** Requires a program on the first host: {@code openssl}. */
  public void program(String name) {
    var found = environment.first().host().exec(Command.of("sh", "-c", "command -v " + name));
    CellEnvironment.requireAvailable(
        found.succeeded() ? Optional.empty() : Optional.of("there is no program " + name));
  }

  /** Requires a move by lazy pages. */
  public void lazyPages() {
    CellEnvironment.requireAvailable(
        LazyMove.unavailable(environment.first(), environment.second()));
  }

  /** Requires a processor that can run a program which was built for some processors only. */
  public void processorFor(String program) {
    CellEnvironment.requireAvailable(Processors.unavailable(environment.first(), program));
  }

  /** Requires free memory, in MiB. */
  public void memory(int mebibytes) {
    CellEnvironment.requireAvailable(Memory.unavailable(environment.first().host(), mebibytes));
  }
}
