package org.criumatrix.batch;

import java.util.List;

/**
 * A job, described for any batch system.
 *
 * @param home the folder that it is submitted from and that receives its output
 * @param along the names of further files and folders of its home that it needs
 */
public record JobRequest(
    JobProgram program, String home, JobContainer container, List<String> along) {

  /**
   * A number of seconds longer than any cell: checkpoints are only made when the case requests
   * them.
   */
  public static final String NEVER = "86400";

  public JobRequest(JobProgram program, String home, JobContainer container) {
    this(program, home, container, List.of());
  }

  public JobRequest {
    along = List.copyOf(along);
  }
}
