package org.criumatrix.app;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.execution.Programs;
import org.criumatrix.execution.Rigs;
import org.criumatrix.host.Architecture;
import org.criumatrix.host.HostKind;
import org.criumatrix.setup.Native;

/** Builds workloads and fetches CRIU for the other architectures of a run's hosts. */
final class ForeignPrograms {

  private ForeignPrograms() {}

  /** Returns the other architectures of some kinds of hosts. */
  static List<Architecture> architectures(List<HostKind> hosts) {
    return hosts.stream().map(HostKind::architecture).filter(a -> !a.isHere()).distinct().toList();
  }

  /**
   * Makes them, and nothing for an architecture that no host has.
   *
   * @param here the folder of this machine's workloads
   * @param offline whether nothing may be fetched
   * @throws CommandException if workloads cannot be built
   */
  static void make(
      List<HostKind> hosts,
      Path here,
      Path cache,
      boolean offline,
      Rigs rigs,
      Consumer<String> notes) {
    for (var architecture : architectures(hosts)) {
      var workloads = workloads(here, architecture);
      var failed = Native.build(Path.of("native"), workloads, architecture);
      if (failed.isPresent()) {
        throw new CommandException(ExitCode.MACHINE, failed.get());
      }
      var builds = CriuBuilds.catalog(cache, architecture, offline, notes).builds();
      builds.forEach(build -> notes.accept(describe(architecture, build)));
      rigs.put(new Programs(architecture, workloads, builds));
    }
  }

  /** Returns the folder of the workloads of an architecture, next to this machine's. */
  static Path workloads(Path here, Architecture architecture) {
    return architecture.isHere()
        ? here
        : here.resolveSibling(here.getFileName() + "-" + architecture.name());
  }

  private static String describe(Architecture architecture, CriuBuild build) {
    return "%s: CRIU %s is %s of %s, SHA-256 %s"
        .formatted(
            architecture.name(),
            build.version(),
            build.packageVersion(),
            build.origin(),
            build.sha256());
  }
}
