package org.criumatrix.batch.registry;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.criumatrix.batch.BatchHosts;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.ContainerJobs;
import org.criumatrix.batch.htcondor.HtCondorContainers;
import org.criumatrix.batch.htcondor.HtCondorPool;
import org.criumatrix.batch.slurm.SlurmCluster;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;

/** Lists the batch systems; a new one is a new line. */
public final class BatchSystems {

  /** The names of all batch systems, as a glob has them in braces: {@code {htcondor,slurm}:*}. */
  public static final String NAMES = "htcondor,slurm";

  /** The suites of the distribution that all batch systems run with. */
  private static final List<String> SUITES = List.of("sid", "trixie");

  private static final List<Kind> ALL =
      List.of(
          new Kind("htcondor", "pool", HtCondorPool::new),
          new Kind("slurm", "slurm", SlurmCluster::new));

  /**
   * @param name the part before the colon in the names of its hosts
   * @param root the part after the suite in the name of its root in distributions.csv
   */
  private record Kind(String name, String root, Function<List<Host>, BatchSystem> on) {}

  private BatchSystems() {}

  /** Returns all names: the part before the colon in the names of hosts. */
  public static List<String> names() {
    return ALL.stream().map(Kind::name).toList();
  }

  /**
   * Returns the wrapper that makes a job survive preemption.
   *
   * @param suite the folder of the suite
   */
  public static Path wrapper(Path suite) {
    return suite.resolve(Path.of("contrib", "htcondor", "criu-job"));
  }

  /** Returns a batch system that runs jobs in containers, for the runtime axis. */
  public static ContainerJobs containerJobs(Distributions distributions) {
    return new HtCondorContainers(new Edition("htcondor", distributions, "sid-pool"));
  }

  /** Returns the batch system that runs on these hosts. */
  public static BatchSystem on(List<Host> nodes) {
    return ALL.stream()
        .map(kind -> kind.on().apply(nodes))
        .filter(BatchSystem::isUp)
        .findFirst()
        .orElseThrow(() -> new HostException("there is no batch system on these hosts"));
  }

  /**
   * Returns the values of the host axis that are batch systems.
   *
   * @param around the kind of host that the nodes run on
   */
  public static List<HostKind> hosts(HostKind around, Distributions distributions) {
    var all = new ArrayList<HostKind>();
    for (var suite : SUITES) {
      for (var kind : ALL) {
        var name = kind.name() + ":" + suite;
        var edition = new Edition(name, distributions, suite + "-" + kind.root());
        all.add(new BatchHosts(around, edition, kind.on()));
      }
    }
    return all;
  }
}
