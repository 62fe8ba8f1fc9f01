package org.criumatrix.batch.htcondor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.batch.JobContainer;

/**
 * The environment that HTCondor runs a job in.
 *
 * @param lines the lines of a submit description that select it
 * @param slot the attribute of slots that support it; empty: every slot does
 */
record Universe(List<String> lines, Optional<String> slot) {

  private static final Universe VANILLA =
      new Universe(List.of("universe = vanilla"), Optional.empty());

  private static final Universe APPTAINER =
      new Universe(
          List.of(
              "universe = container",
              "container_image = " + JobsImage.FOLDER,
              "transfer_container = False"),
          Optional.of("HasSingularity"));

  private static final Universe DOCKER =
      new Universe(
          List.of("universe = docker", "docker_image = " + JobsDocker.IMAGE),
          Optional.of("HasDocker"));

  static Universe of(JobContainer container) {
    return switch (container) {
      case NONE -> VANILLA;
      case APPTAINER -> APPTAINER;
      case DOCKER -> DOCKER;
      case DOCKER_BY_DEFAULT -> DOCKER.with(JobsDocker.DEFAULT_CAPABILITIES);
      case DOCKER_ON_NODE_NETWORK -> DOCKER.with("docker_network_type = host");
    };
  }

  private Universe with(String line) {
    return new Universe(Stream.concat(lines.stream(), Stream.of(line)).toList(), slot);
  }
}
