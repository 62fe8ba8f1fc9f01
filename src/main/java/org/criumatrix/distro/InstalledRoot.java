package org.criumatrix.distro;

import java.nio.file.Path;
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
   * @param script of the shell, run in the folder; whatever else decides what is built has to be in
   *     it
   * @param mounted path below /tmp in the root → folder of this machine that the script can read
   */
  public record Build(
      String folder, Map<String, String> files, String script, Map<String, Path> mounted) {

    public Build(String folder, Map<String, String> files, String script) {
      this(folder, files, script, Map.of());
    }
  }

  /** Returns the root of a line of distributions.csv, with its packages installed. */
  public static InstalledRoot named(String line, List<Build> builds) {
    var root = DistributionLine.of(line);
    return new InstalledRoot(line, root.suite(), root.packages(), builds);
  }

  /** Returns the name of its folder, which depends on its packages. */
  String contentName(String recipe) {
    return name + "-" + Sha256.of(suite + packages + ALWAYS + recipe).substring(0, DIGITS);
  }
}
