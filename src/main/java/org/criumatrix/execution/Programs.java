package org.criumatrix.execution;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.criumatrix.criu.CriuBuild;
import org.criumatrix.host.Architecture;

/**
 * What hosts of an architecture run.
 *
 * @param workloads the local folder of workloads that were built for it
 * @param builds its builds of CRIU
 */
public record Programs(Architecture architecture, Path workloads, List<CriuBuild> builds) {

  /** Returns this architecture's build of the version that a build has here. */
  Optional<CriuBuild> build(CriuBuild here) {
    return builds.stream().filter(b -> b.version().equals(here.version())).findFirst();
  }

  /** Returns why there is no such build. */
  String lacks(CriuBuild here) {
    return here.isUsers()
        ? "your own CRIU was built for %s, and this host is %s"
            .formatted(Architecture.here().name(), architecture.name())
        : "Debian's archive has no CRIU %s for %s, or it could not be fetched"
            .formatted(here.version(), architecture.name());
  }
}
