package org.criumatrix.cell;

import java.util.List;
import java.util.Optional;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Subject;

/**
 * The images of a dump.
 *
 * @param folder where the images are on the host
 * @param subject what was dumped
 * @param tree its processes just before the dump, as the kernel that ran them showed them
 * @param steps the number of its steps when it was gone
 * @param start the start of its first process; empty where a nonce in its output proves that it is
 *     the same run
 */
public record Images(
    String folder,
    Subject subject,
    List<HostProcess> tree,
    int steps,
    Optional<AuxiliaryVector> start) {

  /** Returns the same images with other processes that a restore has to bring back. */
  Images of(List<HostProcess> members) {
    return new Images(folder, subject, members, steps, start);
  }
}
