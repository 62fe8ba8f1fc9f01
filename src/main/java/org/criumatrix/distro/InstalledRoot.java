package org.criumatrix.distro;

import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.Sha256;

/**
 * A root file system in which packages are installed as in a system, by their own scripts, and in
 * which programs are built.
 *
 * @param name in messages and in the cache
 * @param suite a line of debian/suites.csv
 * @param packages in addition to those that every such root has
 */
public record InstalledRoot(String name, String suite, List<String> packages, List<Build> builds) {

  /** Programs that a host needs: the privileges' and CRIU's. */
  static final List<String> ALWAYS =
      List.of("iproute2", "iptables", "nftables", "libcap2-bin", "procps", "util-linux", "mount");

  private static final int DIGITS = 12;

  /**
   * Something that is built in it once.
   *
   * @param folder in the root
   * @param files path from the folder → content
   * @param script of the shell, run in the folder
   */
  public record Build(String folder, Map<String, String> files, String script) {}

  /** Returns the name of its folder, which depends on its packages. */
  String contentName(String recipe) {
    return name + "-" + Sha256.of(suite + packages + ALWAYS + recipe).substring(0, DIGITS);
  }
}
