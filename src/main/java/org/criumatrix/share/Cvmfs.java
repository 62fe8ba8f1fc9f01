package org.criumatrix.share;

import java.util.Optional;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * The CernVM file system, read-only and FUSE: software for high-energy physics. It is in no
 * distribution; where its client is installed and configured, the configuration's own repository is
 * read, which every client has.
 */
public final class Cvmfs {

  private static final String REPOSITORY = "cvmfs-config.cern.ch";

  private Cvmfs() {}

  /** Why nothing can be read from it on this host; empty when it can. */
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

  /** Mounts it at a folder that is there. */
  public static void mount(Host host, String at) {
    host.execChecked(Command.of("mount", "-t", "cvmfs", REPOSITORY, at));
  }
}
