package org.criumatrix.workload;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * LAMMPS from the distribution, as one plain process (see native/lammps/README for the
 * environment). Its answer is the thermodynamic table, digit for digit.
 */
record Lammps(String name, List<String> args) implements Workload {

  private static final Pattern THERMO = Pattern.compile("\\s*\\d+(\\s+-?\\d[-+.e0-9]*){3,}\\s*");

  private static final Map<String, String> ONE_PROCESS =
      Map.of(
          "OMPI_MCA_ess_singleton_isolated", "1",
          "OMPI_MCA_pml", "ob1",
          "OMPI_MCA_btl", "self",
          "OMPI_MCA_shmem", "mmap",
          "OMP_NUM_THREADS", "1");

  @Override
  public List<String> argv(String folder) {
    var argv =
        new ArrayList<>(
            List.of(
                "lmp", "-in", folder + "/lammps/" + args.get(0), "-log", "none", "-echo", "none"));
    argv.addAll(args.subList(1, args.size()));
    return argv;
  }

  @Override
  public Map<String, String> env() {
    return ONE_PROCESS;
  }

  @Override
  public Pattern progressLine() {
    return THERMO;
  }

  @Override
  public Optional<String> unavailable(Host host) {
    return host.exec(Command.of("sh", "-c", "command -v lmp")).succeeded()
        ? Optional.empty()
        : Optional.of("LAMMPS is not installed: apt-get install lammps");
  }
}
