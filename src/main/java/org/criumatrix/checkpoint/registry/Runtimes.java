package org.criumatrix.checkpoint.registry;

import java.util.List;
import java.util.Optional;
import org.criumatrix.batch.registry.BatchSystems;
import org.criumatrix.checkpoint.Checkpointer;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.apptainer.Apptainer;
import org.criumatrix.checkpoint.batch.BatchContainer;
import org.criumatrix.checkpoint.engine.Docker;
import org.criumatrix.checkpoint.engine.Podman;
import org.criumatrix.checkpoint.lxc.Lxc;
import org.criumatrix.checkpoint.nspawn.Nspawn;
import org.criumatrix.checkpoint.oci.Containerd;
import org.criumatrix.checkpoint.oci.Oci;
import org.criumatrix.checkpoint.oci.OciRuntime;
import org.criumatrix.checkpoint.oci.Runsc;
import org.criumatrix.checkpoint.plain.NoContainer;
import org.criumatrix.checkpoint.plain.OwnNamespaces;
import org.criumatrix.checkpoint.plain.Unshare;
import org.criumatrix.distro.Distributions;
import org.criumatrix.distro.Edition;

/** Lists the values of the runtime axis. */
public final class Runtimes {

  private static final Optional<Checkpointer> ITSELF = Optional.empty();

  private Runtimes() {}

  /**
   * Returns all runtimes.
   *
   * @param distributions the roots that engines come from
   */
  public static List<Runtime> all(Distributions distributions) {
    return List.of(
        new NoContainer(),
        new Unshare(),
        new OwnNamespaces(),
        new Docker(new Edition("docker", distributions, "trixie"), ITSELF),
        new Docker(new Edition("docker@bookworm", distributions, "bookworm"), ITSELF),
        new Docker(new Edition("docker@sid", distributions, "sid-engines"), ITSELF),
        new Podman(new Edition("podman", distributions, "trixie"), Oci.RUNC, ITSELF),
        new Podman(new Edition("podman@bookworm", distributions, "bookworm"), Oci.RUNC, ITSELF),
        new Podman(new Edition("podman@sid", distributions, "sid-engines"), Oci.RUNC, ITSELF),
        new Podman(
            new Edition("podman@experimental", distributions, "experimental-engines"),
            Oci.RUNC,
            ITSELF),
        new Podman(new Edition("podman/crun", distributions, "trixie"), Oci.CRUN, ITSELF),
        new Podman(new Edition("podman@sid/crun", distributions, "sid-engines"), Oci.CRUN, ITSELF),
        new Podman(
            new Edition("podman@experimental/crun", distributions, "experimental-engines"),
            Oci.CRUN,
            ITSELF),
        new OciRuntime(new Edition("runc", distributions, "trixie"), Oci.RUNC, ITSELF),
        new OciRuntime(new Edition("runc@bookworm", distributions, "bookworm"), Oci.RUNC, ITSELF),
        new OciRuntime(new Edition("runc@sid", distributions, "sid-engines"), Oci.RUNC, ITSELF),
        new OciRuntime(
            new Edition("runc@experimental", distributions, "experimental-engines"),
            Oci.RUNC,
            ITSELF),
        new OciRuntime(new Edition("crun", distributions, "trixie"), Oci.CRUN, ITSELF),
        new OciRuntime(new Edition("crun@sid", distributions, "sid-engines"), Oci.CRUN, ITSELF),
        new Runsc(new Edition("runsc", distributions, "trixie")),
        new Runsc(new Edition("runsc@bookworm", distributions, "bookworm")),
        new Runsc(new Edition("runsc@sid", distributions, "sid-engines")),
        new Containerd(new Edition("containerd", distributions, "trixie"), ITSELF),
        new Containerd(new Edition("containerd@sid", distributions, "sid-engines"), ITSELF),
        new Lxc(new Edition("lxc", distributions, "trixie"), ITSELF),
        new Lxc(new Edition("lxc@sid", distributions, "sid-engines"), ITSELF),
        new Nspawn(new Edition("nspawn", distributions, "trixie"), ITSELF),
        new Nspawn(new Edition("nspawn@sid", distributions, "sid-engines"), ITSELF),
        new Apptainer(new Edition("apptainer", distributions, "sid"), ITSELF),
        new BatchContainer(BatchSystems.containerJobs(distributions), ITSELF));
  }
}
