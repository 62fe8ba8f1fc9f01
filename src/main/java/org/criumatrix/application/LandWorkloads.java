package org.criumatrix.application;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.NativeBuild;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/** The suite's workloads as each user land's own compiler builds them. */
final class LandWorkloads {

  /** The name of the folder of workloads on hosts. */
  private static final String FOLDER = "workloads";

  /** Makes a path lead to the program that the user land has on its own path. */
  private static final String LINK =
      """
      [ -e "$0" ] || ! command -v java >/dev/null || { mkdir -p "${0%/*}" && ln -s "$(command -v java)" "$0"; }
      """;

  private final Map<String, Path> built = new HashMap<>();
  private final Distributions distributions;
  private final NativeBuild build;

  LandWorkloads(Distributions distributions, NativeBuild build) {
    this.distributions = distributions;
    this.build = build;
  }

  /**
   * Returns the folder of a user land's workloads, which is made when it is asked for.
   *
   * @throws Distributions.Missing if its root or the workloads cannot be made
   */
  synchronized Path of(UserlandLine land) throws Distributions.Missing {
    var known = built.get(land.name());
    if (known != null) {
      return known;
    }
    var made = build.make(land.name(), root(land), land.compiler());
    built.put(land.name(), made);
    return made;
  }

  /**
   * Returns the root of a user land, which is made when it is asked for.
   *
   * @throws Distributions.Missing if it cannot be made
   */
  Path root(UserlandLine land) throws Distributions.Missing {
    return distributions.installed(land.root());
  }

  /**
   * Returns the folders that a host gets, with these workloads in place of those of this machine.
   *
   * @throws Distributions.Missing if they cannot be made
   */
  Map<String, Path> in(UserlandLine land, Map<String, Path> folders) throws Distributions.Missing {
    var own = new TreeMap<>(folders);
    own.replace(FOLDER, of(land));
    return own;
  }

  /** The workloads call Java by the path of the suite's own, which is another one there. */
  static void linkJava(Host host) {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    host.execChecked(Command.of("sh", "-euc", LINK, java));
  }

  /** Returns the versions of a user land that is in use: C library, compiler, Python and others. */
  synchronized Map<String, String> versions(UserlandLine land) {
    return built.containsKey(land.name()) ? distributions.versions(land.root()) : Map.of();
  }
}
