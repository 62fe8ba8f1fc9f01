package org.criumatrix.checkpoint.external;

import java.util.List;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.workload.Subject;

/**
 * Finds the network devices of a contained process whose other end is on a bridge of the host. CRIU
 * makes each pair again and needs to know the bridge of the other end.
 */
record ExternalNetwork(Host host, Subject subject, String folder) {

  private static final Command PAIRS = Command.of("ip", "-oneline", "link", "show", "type", "veth");

  /**
   * Makes bridge $0 again if it was removed with its last container: $1 is the output of {@code ip
   * -oneline addr}.
   */
  private static final String BRIDGE =
      """
      set -e
      ip link show "$0" >/dev/null 2>&1 && exit
      ip link add "$0" type bridge
      awk '$3 == "inet" { print $4 }' "$1" | while read -r address; do ip addr add "$address" dev "$0"; done
      ip link set "$0" up
      """;

  private static final String KEEP = "ip -oneline addr show dev \"$0\" >\"$1\"";

  private static final String MADE = ".bridge";

  /** Adds the options of the restore. */
  void addRestoreOptions(List<String> restore) {
    var inside = List.of("nsenter", "--net=/proc/%d/ns/net".formatted(subject.pid()));
    var outer = links(PAIRS);
    for (var link : links(PAIRS.prefixed(inside))) {
      link.otherEnd(outer).ifPresent(end -> external(link, end, restore));
    }
  }

  private List<LinkLine> links(Command list) {
    return LinkLine.parse(host.execChecked(list).stdout());
  }

  private void external(LinkLine link, LinkLine end, List<String> restore) {
    var bridge = end.master();
    host.execChecked(Shells.script(KEEP, bridge, folder + "/" + bridge + MADE));
    restore.addAll(
        List.of("--external", "veth[%s]:%s@%s".formatted(link.name(), end.name(), bridge)));
  }

  /** Makes missing bridges again: an engine may remove a bridge with its last container. */
  void recreateBridges() {
    host.list(folder).keySet().stream()
        .filter(f -> f.endsWith(MADE))
        .forEach(
            file -> {
              var bridge = file.substring(0, file.length() - MADE.length());
              host.execChecked(Shells.script(BRIDGE, bridge, folder + "/" + file));
            });
  }
}
