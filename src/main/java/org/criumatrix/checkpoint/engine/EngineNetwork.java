package org.criumatrix.checkpoint.engine;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.Runtime.Sides;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A bridge that an engine makes on its host, and a container on it with an address of its own. RFC
 * 5737 reserves the addresses for examples, so they belong to no real host.
 */
record EngineNetwork(Engine engine) {

  private static final String NAME = "criu-matrix";
  private static final String SUBNET = "203.0.113.0/24";
  private static final String GATEWAY = "203.0.113.1";
  private static final String CONTAINER = "203.0.113.9";

  /**
   * The address of the host. It is not the bridge's, because the engine may remove the bridge with
   * its last container.
   */
  private static final String HOST = "192.0.2.1";

  /** Returns the options of a new container. */
  static List<String> containerOptions(RuntimeContext context) {
    if (context.network().isEmpty()) {
      return List.of("--network", "none");
    }
    var address = context.addresses().orElseThrow().v4();
    return List.of("--network", context.network(), "--ip", address);
  }

  /** Makes the network, which stays as long as the engine. */
  void make(Host host) {
    var args = new ArrayList<>(List.of("network", "create"));
    args.addAll(engine.networkOptions());
    args.addAll(List.of("--subnet", SUBNET, "--gateway", GATEWAY, NAME));
    engine.execChecked(host, args);
    host.execChecked(Command.of("ip", "addr", "add", HOST + "/32", "dev", "lo"));
  }

  static Sides sides(RuntimeContext context) {
    return new Sides(context.withNetwork(NAME, CONTAINER), context.withNetwork("", HOST));
  }
}
