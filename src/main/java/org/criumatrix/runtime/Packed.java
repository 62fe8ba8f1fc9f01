package org.criumatrix.runtime;

import org.criumatrix.host.Host;

/** Archives that engines make images of. */
final class Packed {

  private static final String WORKLOADS =
      """
      cd "$0"
      find . -maxdepth 1 -type f -perm -1 -printf '%P\\n' |
        tar --create --file "$1" --files-from - --transform "s,^,${0#/}/,"
      """;

  private static final String FOLDER = "tar -C \"$0\" -cf \"$1\" . && rm -rf \"$0\"";

  private Packed() {}

  /** Nothing but workloads, where they are on every host. */
  static void workloads(Host host, String archive) {
    host.must(Shells.script(WORKLOADS, host.home() + "/workloads", archive));
  }

  /** A {@link Userland}. */
  static void userland(Host host, String archive) {
    var folder = archive + ".d";
    Userland.unpack(host, folder);
    host.must(Shells.script(FOLDER, folder, archive));
  }
}
