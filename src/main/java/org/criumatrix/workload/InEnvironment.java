package org.criumatrix.workload;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/** A workload with additional environment variables. */
record InEnvironment(Workload workload, Map<String, String> more) implements Workload {

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public List<String> argv(String folder) {
    return workload.argv(folder);
  }

  @Override
  public Map<String, String> env() {
    var all = new HashMap<>(workload.env());
    all.putAll(more);
    return all;
  }

  @Override
  public Pattern progressLine() {
    return workload.progressLine();
  }

  @Override
  public OptionalInt fastForward() {
    return workload.fastForward();
  }

  @Override
  public boolean isFastForwarded(HostProcess process, int first) {
    return workload.isFastForwarded(process, first);
  }

  @Override
  public boolean hasNonce() {
    return workload.hasNonce();
  }

  @Override
  public boolean reportsProgress() {
    return workload.reportsProgress();
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return workload.unavailable(host);
  }
}
