package org.criumatrix.dataset;

import java.util.List;
import java.util.Map;

/** Runs, machines and cases that sample entries belong to. */
final class SampleFacts {

  static final String WEAK = "00000002";
  static final String SENT = "20261201T000000Z-0000beef";
  static final String LATER = "20261202T000000Z-0000cafe";

  static final List<RunEntry> RUNS =
      List.of(run(SampleEntry.RUN, null), run(SENT, "Jane"), run(LATER, null));

  /** Root lacks a capability on the second one. */
  static final List<MachineEntry> MACHINES =
      List.of(machine(SampleEntry.MACHINE, List.of()), machine(WEAK, List.of("cap_sys_resource")));

  /** The situation {@code mpi} has two ways, the first one without options, and a misuse. */
  static final List<CaseEntry> CASES =
      List.of(
          entry("parallel/mpi", "way"),
          entry("parallel/mpi-tcp", "way"),
          entry("parallel/mpi-plain", "plain"),
          entry("parallel/mpi-without-flag", "misuse"),
          new CaseEntry("parallel/new", "parallel", null, null, "way"));

  private SampleFacts() {}

  private static CaseEntry entry(String id, String role) {
    return new CaseEntry(id, "parallel", null, "mpi", role);
  }

  private static RunEntry run(String id, String submittedBy) {
    return new RunEntry(
        id,
        "%s-%s-%sT%s:00:00Z"
            .formatted(
                id.substring(0, 4), id.substring(4, 6), id.substring(6, 8), id.substring(9, 11)),
        null,
        "0.1",
        submittedBy,
        Map.of(),
        List.of(),
        List.of(),
        Map.of(),
        1,
        1,
        Map.of());
  }

  private static MachineEntry machine(String id, List<String> lacks) {
    return new MachineEntry(
        id, "machine", "x86_64", "Debian", "AMD EPYC", lacks, Map.of(), List.of());
  }
}
