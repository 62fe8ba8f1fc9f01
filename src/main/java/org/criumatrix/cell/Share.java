package org.criumatrix.cell;

import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Addresses;
import org.criumatrix.share.NetworkFs;
import org.criumatrix.share.Server;

/** A network file system that a cell's first host serves to all its hosts. */
public final class Share extends Mounted {

  private static final String LOOPBACK = "127.0.0.1";

  private final List<RuntimeContext> contexts;
  private final NetworkFs kind;
  private final Server server;

  private Share(List<RuntimeContext> contexts, NetworkFs kind, Server server) {
    super(contexts, (host, at) -> kind.mount(host, server, at));
    this.contexts = List.copyOf(contexts);
    this.kind = kind;
    this.server = server;
  }

  static Share of(NetworkFs kind, List<RuntimeContext> contexts) {
    var first = contexts.get(0);
    var address = first.addresses().map(Addresses::v4).orElse(LOOPBACK);
    var server = kind.serve(first.host(), address, first.mkdir("served"), first.mkdir("server"));
    return new Share(contexts, kind, server);
  }

  /** Kills the server and starts another in its place, without a notice to clients. */
  public void restartServer() {
    server.restart();
  }

  @Override
  void close() {
    super.close();
    contexts.forEach(p -> kind.forget(p.host(), server));
    server.stop();
  }
}
