package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;

/**
 * An Open MPI job that has a rank on each of two hosts.
 *
 * @param singleHost the same job on one host
 * @param requestFile the file to which it writes the command for the second host
 */
record MpiAcross(Workload workload, Workload singleHost, String requestFile) {

  private static final String LAUNCHER = "mpirun.openmpi";

  static MpiAcross of(
      RuntimeContext here, RuntimeContext there, String program, List<String> args) {
    var requestFile = here.folder() + "/asked";
    var ranks = new ArrayList<>(List.of("2", program));
    ranks.addAll(args);
    var words = new ArrayList<>(List.of("-host", address(here) + "," + address(there)));
    words.addAll(ranks);
    var network = address(here) + "/24";
    var environment =
        Map.of(
            "OMPI_MCA_plm_rsh_agent",
            here.workloads() + "/tools/there",
            "THERE",
            requestFile,
            // Otherwise Open MPI would try to reach the other host by the loopback device.
            "OMPI_MCA_oob_tcp_if_include",
            network,
            "OMPI_MCA_btl_tcp_if_include",
            network,
            "OMPI_MCA_pml",
            "ob1",
            "OMPI_MCA_btl",
            "tcp,self");
    return new MpiAcross(
        Workloads.find(LAUNCHER, words).with(environment),
        Workloads.find(LAUNCHER, ranks),
        requestFile);
  }

  /** Returns why no job can be started across hosts here; empty when it can. */
  Optional<String> unavailable(Host host) {
    return workload.unavailable(host).or(() -> hasPrrte(host));
  }

  /** Open MPI 5 and newer have the launcher of PRRTE. */
  private static Optional<String> hasPrrte(Host host) {
    return host.exec(Command.of("sh", "-c", "command -v prterun")).succeeded()
        ? Optional.of(
            "this Open MPI has the launcher PRRTE, which the suite cannot set up across hosts:"
                + " Open MPI 4 is needed")
        : Optional.empty();
  }

  private static String address(RuntimeContext context) {
    return context.addresses().orElseThrow().v4();
  }
}
