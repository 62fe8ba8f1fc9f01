package org.criumatrix.cell;

import java.util.List;
import java.util.Optional;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Subject;

/**
 * What a dump left.
 *
 * @param folder where the images are on the host
 * @param subject what was dumped
 * @param tree its processes just before
 * @param steps how far it was when it was gone
 * @param start of its first process, where its output does not prove that it is the same run; empty
 *     where it does
 */
public record Images(
    String folder,
    Subject subject,
    List<HostProcess> tree,
    int steps,
    Optional<AuxiliaryVector> start) {}
