package org.criumatrix.batch;

import java.util.List;
import java.util.Map;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;

/** A batch system of one node that runs jobs in containers with apptainer, of a given image. */
public interface ContainerJobs {

  /**
   * @param home the folder of its output
   * @param image the root of the container
   * @param argv its command line there
   */
  record ContainerJob(
      String home, String image, List<String> argv, Map<String, String> environment) {}

  /** Where it comes from; its name is the runtime's. */
  Edition edition();

  /**
   * Brings it up and waits until the node can have a job.
   *
   * @param seen folders that jobs see, under the same paths
   */
  void up(Host node, List<String> seen);

  /** Submits a job. */
  void submit(Host node, Account account, ContainerJob job);

  /**
   * The name of the process that sends a job's output; when it has ended, all of it has arrived.
   */
  String starter();

  /** Removes every job and waits until there is none. */
  void empty(Host node);
}
