package org.criumatrix.rig;

import java.util.List;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Subject;

/**
 * What a dump left.
 *
 * @param folder where the images are on the host
 * @param subject what was dumped
 * @param tree its processes just before
 * @param steps how far it was when it was gone
 */
public record Images(String folder, Subject subject, List<HostProcess> tree, int steps) {}
