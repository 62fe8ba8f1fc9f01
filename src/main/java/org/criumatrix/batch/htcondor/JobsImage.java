package org.criumatrix.batch.htcondor;

import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * The root of jobs in containers, the same for every engine. It contains only mount points: the
 * programs are those of the node.
 */
final class JobsImage {

  /** The folder on each node. */
  static final String FOLDER = "/run/criu-matrix-image";

  private static final String MAKE =
      """
      set -e
      mkdir "$0" && cd "$0"
      # Docker's own init is put into sbin, below which /usr must not lie.
      mkdir -p dev etc home proc root run sbin srv sys tmp usr var/tmp
      chmod 1777 tmp var/tmp
      for folder in bin lib lib64; do ln -s "usr/$folder" "$folder"; done
      touch etc/group etc/hosts etc/localtime etc/passwd etc/resolv.conf
      """;

  private JobsImage() {}

  static void make(Host node) {
    node.execChecked(Command.of("sh", "-c", MAKE, FOLDER));
  }
}
