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
 * A parallel program and the launcher that starts its ranks and brings what they say: the subject
 * is the launcher with all of them.
 *
 * @param options of the launcher
 * @param program what each rank runs; what that has in its environment is for when it runs alone
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
    // What the launcher keeps in files is to be with the job's own.
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

  /** The ranks: launchers and their helpers take signals in their own way, or die of them. */
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
