package org.criumatrix.checkpoint.engine;

import java.util.List;
import java.util.Optional;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.checkpoint.image.ImageArchives;
import org.criumatrix.checkpoint.oci.Oci;
import org.criumatrix.distro.Edition;
import org.criumatrix.host.Host;
import org.criumatrix.privilege.Account;
import org.criumatrix.workload.Subject;

/** Podman called by an ordinary account, in a user namespace of that account. */
final class PodmanRootless extends Podman {

  private static final String HOME = "/home/rootless";
  private static final String RUNTIME = "/run/rootless";

  /**
   * Makes a login for uid $0: subordinate ids, its home and runtime folders, and set-uid programs
   * that map the ids.
   */
  private static final String LOGIN =
      """
      set -e
      [ ! -d "$1" ] || exit 0
      echo "rootless:x:$0:$0::$1:/bin/sh" >>/etc/passwd
      echo "rootless:x:$0:" >>/etc/group
      echo "rootless:200000:65536" >>/etc/subuid
      echo "rootless:200000:65536" >>/etc/subgid
      install -d -o "$0" -g "$0" "$1" "$2"
      chmod u+s /usr/bin/newuidmap /usr/bin/newgidmap
      """;

  PodmanRootless(Edition edition, Oci oci) {
    super(edition, oci, Optional.empty());
  }

  @Override
  List<String> commandPrefix() {
    var me = Account.ORDINARY;
    return List.of(
        "setpriv",
        "--reuid=" + me.uid(),
        "--regid=" + me.gid(),
        "--clear-groups",
        "env",
        "HOME=" + HOME,
        "XDG_RUNTIME_DIR=" + RUNTIME,
        "podman",
        "--storage-driver",
        "vfs");
  }

  /** Imports the image for the account, which has a storage of its own. */
  @Override
  void beforeRun(Host host, String container) {
    host.execChecked(Shells.script(LOGIN, String.valueOf(Account.ORDINARY.uid()), HOME, RUNTIME));
    var archive = host.home() + "/rootless.tar";
    ImageArchives.workloads(host, archive);
    execChecked(host, List.of("import", archive, IMAGE));
    host.remove(archive);
  }

  /** Ends the process that holds the account's namespaces. */
  @Override
  public void release(RuntimeContext context, Subject subject) {
    super.release(context, subject);
    execChecked(context.host(), List.of("system", "migrate"));
  }
}
