package org.criumatrix.checkpoint.engine;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.checkpoint.Runtime.Sides;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;

/**
 * A bridge that an engine makes on its host, with a container on it that has an address of its own.
 * Addresses are those that RFC 5737 sets aside for examples: they can meet nothing real.
 */
record EngineNetwork(Engine engine) {

  private static final String NAME = "criu-matrix";
  private static final String SUBNET = "203.0.113.0/24";
  private static final String GATEWAY = "203.0.113.1";
  private static final String CONTAINER = "203.0.113.9";

  /** The host's, not the bridge's: the bridge may come and go with its containers. */
  private static final String HOST = "192.0.2.1";

  /** Options of a new container. */
  static List<String> containerOptions(RuntimeContext context) {
    if (context.network().isEmpty()) {
      return List.of("--network", "none");
    }
    var address = context.addresses().orElseThrow().v4();
    return List.of("--network", context.network(), "--ip", address);
  }

  /** Makes it; it stays as long as the engine. */
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
