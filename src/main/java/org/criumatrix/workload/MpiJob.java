package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;

/**
 * A parallel program and the launcher that starts its ranks and forwards their output. The subject
 * is the launcher with all ranks.
 *
 * @param options the launcher's options
 * @param program the program of each rank; its environment is used only when it runs alone
 */
record MpiJob(Mpi mpi, List<String> options, int ranks, Workload program) implements Workload {

  @Override
  public String name() {
    return "%s of %d %s".formatted(program.name(), ranks, mpi.name());
  }

  @Override
  public List<String> argv(String folder) {
    var argv = new ArrayList<>(List.of(mpi.launcher()));
    argv.addAll(options);
    argv.addAll(List.of("-n", String.valueOf(ranks)));
    argv.addAll(program.argv(folder));
    return argv;
  }

  @Override
  public Map<String, String> env() {
    var env = new HashMap<>(mpi.environment());
    // Ranks do not share processors with threads unless a case is about that.
    env.put("OMP_NUM_THREADS", "1");
    // The launcher's own files must be in the job's folder.
    env.put("TMPDIR", Launch.WORK);
    return env;
  }

  @Override
  public Pattern progressLine() {
    return program.progressLine();
  }

  @Override
  public OptionalInt fastForward() {
    return program.fastForward();
  }

  /**
   * Returns true for ranks only: launchers and their helpers handle the signal in another way, or
   * die from it.
   */
  @Override
  public boolean isFastForwarded(HostProcess process, int first) {
    return process.runs(program.argv("").get(0));
  }

  @Override
  public boolean hasNonce() {
    return program.hasNonce();
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return host.exec(Command.of("sh", "-c", "command -v \"$0\"", mpi.launcher())).succeeded()
        ? program.unavailable(host)
        : Optional.of(mpi.launcher() + " is not there: apt-get install " + mpi.aPackage());
  }
}
