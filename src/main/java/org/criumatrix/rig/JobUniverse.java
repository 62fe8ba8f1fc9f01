package org.criumatrix.rig;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.JobsDocker;
import org.criumatrix.batch.JobsImage;

/**
 * What HTCondor runs a job in.
 *
 * @param lines those of a submit description that say so
 * @param slot what a slot that has it advertises; empty where every slot has it
 */
record JobUniverse(List<String> lines, Optional<String> slot) {

  static final JobUniverse VANILLA =
      new JobUniverse(List.of("universe = vanilla"), Optional.empty());

  /** Apptainer's. */
  static final JobUniverse CONTAINER =
      new JobUniverse(
          List.of(
              "universe = container",
              "container_image = " + JobsImage.FOLDER,
              "transfer_container = False"),
          Optional.of("HasSingularity"));

  static final JobUniverse DOCKER =
      new JobUniverse(
          List.of("universe = docker", "docker_image = " + JobsDocker.IMAGE),
          Optional.of("HasDocker"));

  /** The same with more lines in its description. */
  JobUniverse with(String line) {
    return new JobUniverse(Stream.concat(lines.stream(), Stream.of(line)).toList(), slot);
  }

  /** The same, and a file or folder of the job's home goes along with it. */
  JobUniverse transferring(String name) {
    return with("transfer_input_files = $(transfer_input_files), " + name);
  }

  /** As a part of a submit description. */
  String text() {
    return String.join("\n", lines);
  }

  /** Why no node of a pool has it; empty when one has. */
  Optional<String> unavailable(BatchSystem pool) {
    return slot.flatMap(pool::lacks);
  }
}
