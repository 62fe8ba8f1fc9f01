package org.criumatrix.batch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The program of a job.
 *
 * @param argv its command line on the node
 * @param environment variables that it adds to a job's environment
 * @param workloads the folder of the suite's programs, the same on each node
 */
public record JobProgram(List<String> argv, Map<String, String> environment, String workloads) {

  public JobProgram {
    argv = List.copyOf(argv);
    environment = new TreeMap<>(environment);
  }

  /** Returns its files among the suite's programs, which must be in the job's folder. */
  public List<String> files() {
    return argv.stream().filter(word -> word.startsWith(workloads + "/")).toList();
  }

  /** Returns its command line when {@link #files} are in the folder. */
  public List<String> argvInFolder() {
    var files = files();
    return argv.stream()
        .map(word -> files.contains(word) ? "./" + Path.of(word).getFileName() : word)
        .toList();
  }

  /** Returns the program that checkpoints and restores a job. */
  public String wrapper() {
    return workloads + "/htcondor/criu-job";
  }
}
