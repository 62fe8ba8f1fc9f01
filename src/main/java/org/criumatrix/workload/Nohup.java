package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.List;

/** A workload as {@code nohup} runs it: on a terminal its output goes to a file all the same. */
record Nohup(Workload workload) implements WrappedWorkload {

  /** The file that shows what a terminal shows, from the working folder. */
  private static final String OUTPUT = "../stdout";

  @Override
  public List<String> argv(String folder) {
    var argv = new ArrayList<>(List.of(folder + "/tools/nohup", OUTPUT));
    argv.addAll(workload.argv(folder));
    return argv;
  }
}
