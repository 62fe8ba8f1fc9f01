package org.criumatrix.scenario;

import java.util.List;
import java.util.Map;

/** The programs of batch jobs, the batch systems that run them, and the accounts. */
final class BatchPrograms {

  /** What the programs are in sentences about cases. */
  static final String NAMES =
      "simple-c=a C program; family=a threaded program with a child; python=Python; lammps=LAMMPS";

  static final String ALL = "{htcondor,slurm}:*";
  static final String POOLS = "htcondor:*";
  static final String CLUSTERS = "slurm:*";

  /** Jobs run as an ordinary account, because HTCondor starts none as root. */
  static final String JOBS = "setuid capabilities unprivileged";

  private static final Map<String, List<String>> COMMANDS =
      Map.of(
          "simple-c", List.of("simple-c", "--count", "50000"),
          "family", List.of("family", "--count", "50000"),
          "python", List.of("python", "--count", "50000"),
          "lammps", List.of("lammps", "in.lj", "-var", "steps", "4000"));

  private BatchPrograms() {}

  /** Returns the workload that a program of a case is. */
  static String program(String name) {
    return COMMANDS.get(name).get(0);
  }

  /** Returns the arguments of a program of a case. */
  static String[] arguments(String name) {
    return COMMANDS.get(name).stream().skip(1).toArray(String[]::new);
  }
}
