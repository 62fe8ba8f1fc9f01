package org.criumatrix.cell;

import java.util.Arrays;
import java.util.Optional;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;

/**
 * The auxiliary vector that the kernel passes to a program at its start (getauxval(3)). It holds
 * addresses that the kernel chooses at random for each start, and CRIU restores it. Two equal
 * vectors therefore belong to the same start of a program.
 */
public final class AuxiliaryVector {

  private final byte[] bytes;

  public AuxiliaryVector(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** Returns the vector of a process; empty when the process has ended or may not be read. */
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
