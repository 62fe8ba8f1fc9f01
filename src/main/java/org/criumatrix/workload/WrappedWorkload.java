package org.criumatrix.workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/** A workload that is started in another way, and is the same otherwise. */
interface WrappedWorkload extends Workload {

  /** Returns the workload that is started. */
  Workload workload();

  @Override
  default String name() {
    return workload().name();
  }

  @Override
  default List<String> argv(String folder) {
    return workload().argv(folder);
  }

  @Override
  default Map<String, String> env() {
    return workload().env();
  }

  @Override
  default Pattern progressLine() {
    return workload().progressLine();
  }

  @Override
  default OptionalInt fastForward() {
    return workload().fastForward();
  }

  @Override
  default boolean isFastForwarded(HostProcess process, int first) {
    return workload().isFastForwarded(process, first);
  }

  @Override
  default boolean hasNonce() {
    return workload().hasNonce();
  }

  @Override
  default boolean reportsProgress() {
    return workload().reportsProgress();
  }

  @Override
  default boolean keepsItsProcesses() {
    return workload().keepsItsProcesses();
  }

  @Override
  default Map<String, String> files() {
    return workload().files();
  }

  @Override
  default String preparation() {
    return workload().preparation();
  }

  @Override
  default Optional<String> unavailable(Host host) {
    return workload().unavailable(host);
  }
}
