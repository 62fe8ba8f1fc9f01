package org.criumatrix.batch;

import java.util.List;

/**
 * A job, described for any batch system.
 *
 * @param home the folder that it is submitted from, and that its output goes to
 * @param along names of further files and folders of its home that it needs
 */
public record JobRequest(
    JobProgram program, String home, JobContainer container, List<String> along) {

  /** Longer than any cell, in seconds: a checkpoint is made when the case asks for it. */
  public static final String NEVER = "86400";

  public JobRequest(JobProgram program, String home, JobContainer container) {
    this(program, home, container, List.of());
  }

  public JobRequest {
    along = List.copyOf(along);
  }
}
