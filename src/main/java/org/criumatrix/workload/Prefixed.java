package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.List;

/**
 * A workload that another program runs.
 *
 * @param words that program and its arguments, before those of the workload
 */
public record Prefixed(Workload workload, List<String> words) implements WrappedWorkload {

  @Override
  public List<String> argv(String folder) {
    var argv = new ArrayList<>(words);
    argv.addAll(workload.argv(folder));
    return argv;
  }
}
