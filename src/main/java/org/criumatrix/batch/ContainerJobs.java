package org.criumatrix.batch;

import java.util.List;
import java.util.Map;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;

/** A batch system of one node that runs jobs with apptainer, in containers of a given image. */
public interface ContainerJobs {

  /**
   * @param home the folder of its output
   * @param image the root of the container
   * @param argv its command line in the container
   */
  record ContainerJob(
      String home, String image, List<String> argv, Map<String, String> environment) {}

  /** Returns the edition. Its name is the name of the runtime. */
  Edition edition();

  /**
   * Starts the system and waits until the node accepts jobs.
   *
   * @param seen the folders that jobs see, under the same paths
   */
  void up(Host node, List<String> seen);

  /** Submits a job. */
  void submit(Host node, Account account, ContainerJob job);

  /**
   * Returns the name of the process that sends a job's output. When it has ended, all output has
   * arrived.
   */
  String starter();

  /** Removes all jobs and waits until none is left. */
  void empty(Host node);
}
