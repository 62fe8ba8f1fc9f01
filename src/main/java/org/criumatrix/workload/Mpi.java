package org.criumatrix.workload;

import java.util.List;
import java.util.Map;

/**
 * An MPI implementation as packaged by Debian; several can be installed side by side.
 *
 * @param environment the environment without which its launcher does not run on the suite's hosts
 */
record Mpi(String name, String launcher, String aPackage, Map<String, String> environment) {

  static final List<Mpi> ALL =
      List.of(
          new Mpi(
              "openmpi",
              "mpirun.openmpi",
              "openmpi-bin",
              Map.of(
                  // It refuses root otherwise, and more ranks than processors.
                  "OMPI_ALLOW_RUN_AS_ROOT", "1",
                  "OMPI_ALLOW_RUN_AS_ROOT_CONFIRM", "1",
                  "OMPI_MCA_rmaps_base_oversubscribe", "1",
                  // The same for Open MPI 5 and newer, whose launcher is PRRTE.
                  "PRTE_MCA_rmaps_default_mapping_policy", ":oversubscribe")),
          new Mpi("mpich", "mpirun.mpich", "mpich", Map.of()));
}
