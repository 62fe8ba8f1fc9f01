package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/** A workload as {@code nohup} runs it: on a terminal its output goes to a file all the same. */
record Nohup(Workload workload) implements Workload {

  /** The file that shows what a terminal shows, from the working folder. */
  private static final String OUTPUT = "../stdout";

  @Override
  public String name() {
    return workload.name();
  }

  @Override
  public List<String> argv(String folder) {
    var argv = new ArrayList<>(List.of(folder + "/tools/nohup", OUTPUT));
    argv.addAll(workload.argv(folder));
    return argv;
  }

  @Override
  public Map<String, String> env() {
    return workload.env();
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
