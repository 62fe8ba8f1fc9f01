package org.criumatrix.checkpoint;

import java.nio.file.Path;
import java.util.Map;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;

/**
 * Where an engine's containers are hosts. An engine takes longer to start than a container, so
 * hosts that read the same folders are containers of the same one.
 */
final class EngineHosts {

  private final Engine engine;
  private final RefCounted<Map<String, Path>, EngineHost> rooms =
      new RefCounted<>(EngineHost::answers, EngineHost::close);

  EngineHosts(Engine engine) {
    this.engine = engine;
  }

  Host open(String name, HostKind around, Map<String, Path> folders, Grant grant) {
    var room = rooms.borrow(folders, () -> make(around, folders));
    try {
      var readable = ContainerHosts.readable(room.host(), folders);
      return room.open(name, grant, readable, () -> rooms.giveBack(room));
    } catch (HostException e) {
      rooms.giveBack(room);
      throw e;
    }
  }

  private EngineHost make(HostKind around, Map<String, Path> folders) {
    var host = around.openIn(engine.distribution().orElseThrow(), folders);
    try {
      engine.startDaemon(host);
      engine.startService(host);
      var archive = host.home() + "/userland.tar";
      ImageArchives.userland(host, archive);
      engine.importImage(host, archive);
      return EngineHost.with(host, engine.socket());
    } catch (HostException e) {
      host.close();
      throw e;
    }
  }
}
