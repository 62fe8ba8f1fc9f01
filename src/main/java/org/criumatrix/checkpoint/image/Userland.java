package org.criumatrix.checkpoint.image;

import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Host;

/** Makes an image of links into the programs of the host around, which the container mounts. */
public final class Userland {

  /** The folder of programs and libraries. */
  public static final String PROGRAMS = "/usr";

  private static final String MAKE =
      """
      set -e
      mkdir -p "$0"
      cd "$0"
      mkdir -p dev etc home proc root run sys tmp usr var/tmp
      chmod 1777 tmp var/tmp
      for link in bin sbin lib lib64; do ln -s usr/$link $link; done
      cp /etc/passwd /etc/group /etc/nsswitch.conf /etc/hosts etc/
      cp /usr/lib/os-release etc/
      : >etc/localtime
      : >etc/resolv.conf
      """;

  private Userland() {}

  /** Makes the image as a folder. */
  public static void unpack(Host host, String folder) {
    host.execChecked(Shells.script(MAKE, folder));
  }
}
