package org.criumatrix.workload;

import java.util.HashMap;
import java.util.Map;

/** A workload with additional environment variables. */
record InEnvironment(Workload workload, Map<String, String> more) implements WrappedWorkload {

  @Override
  public Map<String, String> env() {
    var all = new HashMap<>(workload.env());
    all.putAll(more);
    return all;
  }
}
