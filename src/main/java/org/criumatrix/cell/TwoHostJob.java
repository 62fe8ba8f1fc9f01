package org.criumatrix.cell;

import java.util.List;
import org.criumatrix.workload.Subject;

/**
 * A job on two hosts.
 *
 * @param here the part on the first host, with the launcher, which prints the output of all ranks
 * @param there the part on the second host
 */
public record TwoHostJob(Subject here, Subject there) {

  public List<Subject> parts() {
    return List.of(here, there);
  }
}
