package org.criumatrix.share;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * The CernVM file system, a read-only FUSE file system with software for high-energy physics. No
 * distribution packages it. Where its client is installed and configured, the suite reads the
 * configuration repository, which every client has.
 */
public final class Cvmfs {

  private static final String REPOSITORY = "cvmfs-config.cern.ch";

  private Cvmfs() {}

  /** Returns why it cannot be read on this host; empty when it can. */
  public static Optional<String> unavailable(Host host) {
    if (!RequiredPrograms.there(host, "cvmfs2")) {
      return Optional.of(
          "cvmfs2, the client of CVMFS, is not there: no distribution has it; see https://cvmfs.readthedocs.io");
    }
    var probe = host.exec(Command.of("cvmfs_config", "probe", REPOSITORY));
    return probe.succeeded()
        ? Optional.empty()
        : Optional.of("cvmfs_config probe " + REPOSITORY + ": " + probe.stdout().strip());
  }

  /** Mounts it at an existing folder. */
  public static void mount(Host host, String at) {
    host.execChecked(Command.of("mount", "-t", "cvmfs", REPOSITORY, at));
  }
}
