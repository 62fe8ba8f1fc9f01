package org.criumatrix.checkpoint.oci;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.Runtime.Sides;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.checkpoint.Shells;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A network namespace with an address, joined to its host. RFC 5737 reserves the addresses for
 * examples, so they belong to no real host.
 */
final class RunscNetwork {

  private static final String NAME = "criu-matrix";
  private static final String CONTAINER = "203.0.113.9";
  private static final String HOST = "203.0.113.1";

  private static final String MAKE =
      """
      ip netns add "$0"
      ip link add "$0" type veth peer name eth0 netns "$0"
      ip address add "$1/24" dev "$0"
      ip link set "$0" up
      ip -n "$0" link set lo up
      ip -n "$0" link set eth0 up
      """;

  /** runsc takes the addresses of the namespace away when it starts. */
  private static final String ADDRESS =
      """
      name=$0 address=$1 gateway=$2
      shift 2
      ip -n "$name" address replace "$address/24" dev eth0 &&
      ip -n "$name" route replace default via "$gateway" || exit
      """;

  /**
   * runsc takes any network namespace with this file for the first one of its machine, in which it
   * makes no network. Since Linux 6.11 every namespace has it.
   */
  private static final String HIDE =
      """
      if ip netns exec "$name" test -e /proc/sys/net/core/rmem_default; then
        mount -t tmpfs -o ro criu-matrix /proc/sys/net || exit
      fi
      """;

  private static final String THEN = "exec \"$@\"";

  private RunscNetwork() {}

  /** Makes the network, which stays as long as the host. */
  static void make(Host host) {
    host.execChecked(Shells.script("set -e\n" + MAKE, NAME, HOST));
  }

  static Sides sides(RuntimeContext context) {
    return new Sides(context.withNetwork(NAME, CONTAINER), context.withNetwork("", HOST));
  }

  /**
   * Returns a command that gives the namespace its address before it makes a container.
   *
   * @param hides whether it hides the settings by which runsc takes the namespace for another one
   */
  static Command with(Command command, boolean hides) {
    var script = ADDRESS + (hides ? HIDE : "") + THEN;
    var words = new ArrayList<>(List.of("unshare", "--mount", "--propagation", "private"));
    words.addAll(List.of("sh", "-c", script, NAME, CONTAINER, HOST));
    return command.prefixed(words);
  }
}
