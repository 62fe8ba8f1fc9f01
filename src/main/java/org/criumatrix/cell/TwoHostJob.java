package org.criumatrix.cell;

import java.util.List;
import org.criumatrix.workload.Subject;

/**
 * A job on two hosts.
 *
 * @param here on the first one, with the launcher, which brings what all ranks say
 * @param there on the second one
 */
public record TwoHostJob(Subject here, Subject there) {

  public List<Subject> parts() {
    return List.of(here, there);
  }
}
