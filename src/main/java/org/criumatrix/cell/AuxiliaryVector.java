package org.criumatrix.cell;

import java.util.Arrays;
import java.util.Optional;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;

/**
 * What the kernel passed to a program when it was started (getauxval(3)). It holds addresses that
 * are chosen at random for each start, and CRIU restores it: two that are equal belong to one start
 * of a program.
 */
public final class AuxiliaryVector {

  private final byte[] bytes;

  public AuxiliaryVector(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** That of a process; empty when it has ended or must not be looked at. */
  public static Optional<AuxiliaryVector> of(Host host, int pid) {
    try {
      var bytes = host.read("/proc/%d/auxv".formatted(pid));
      return bytes.length == 0 ? Optional.empty() : Optional.of(new AuxiliaryVector(bytes));
    } catch (HostException e) {
      return Optional.empty();
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AuxiliaryVector vector && Arrays.equals(bytes, vector.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
