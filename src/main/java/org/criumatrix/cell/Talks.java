package org.criumatrix.cell;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.cell.Conversation.Kind;
import org.criumatrix.cell.Conversation.Part;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;
import org.criumatrix.workload.Subject;
import org.criumatrix.workload.Workload;
import org.criumatrix.workload.Workloads;

/** Starts the two ends of a conversation. */
final class Talks {

  /** Starts a workload at a placement, under a name. */
  @FunctionalInterface
  interface Starter {
    Subject start(Placement placement, String name, Workload workload);
  }

  private final Conversation conversation;
  private final Waits waits;

  Talks(Conversation conversation, Waits waits) {
    this.conversation = conversation;
    this.waits = waits;
  }

  /**
   * @param names the names of server and client
   */
  Talk start(
      Starter starter, Placement serverPlacement, Placement clientPlacement, List<String> names) {
    var address = address(serverPlacement.context(), clientPlacement.context(), names.get(0));
    var server =
        starter.start(serverPlacement, names.get(0), workload(conversation.server(), address));
    var port =
        server
            .awaitMessage("listening", waits.start())
            .orElseThrow(() -> new PhaseFailure(Phase.START, SubjectLauncher.notStarted(server)))
            .get(0);
    var client =
        starter.start(
            clientPlacement,
            names.get(1),
            workload(conversation.client(), address, "--port", port));
    return new Talk(server, client);
  }

  private static Workload workload(Part part, String address, String... more) {
    var args = new ArrayList<>(part.args());
    args.add("--address");
    args.add(address);
    args.addAll(List.of(more));
    return Workloads.find(part.workload(), args);
  }

  private String address(RuntimeContext server, RuntimeContext client, String name) {
    if (conversation.address() == Kind.PATH) {
      return server.folder() + "/" + name + "/work/socket";
    }
    var six = conversation.address() == Kind.V6;
    if (six && !server.host().exec(Command.of("test", "-e", "/proc/net/if_inet6")).succeeded()) {
      throw new Unavailable("there is no IPv6 on this host");
    }
    if (server.equals(client)) {
      return six ? "::1" : "127.0.0.1";
    }
    var addresses = server.addresses().orElseThrow();
    var address = six ? addresses.v6() : addresses.v4();
    if (address.isEmpty()) {
      throw new Unavailable("there is no IPv6 between the hosts");
    }
    return address;
  }

  static List<String> uninterruptedNames() {
    return List.of("uninterrupted-server", "uninterrupted-client");
  }
}
