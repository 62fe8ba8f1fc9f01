package org.criumatrix.checkpoint.hosting;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.BiFunction;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostException;
import org.criumatrix.host.HostKind;

/**
 * Opens containers of an engine as hosts. An engine takes longer to start than a container, so
 * hosts that read the same folders share an engine.
 */
public final class EngineHosts {

  private final BiFunction<HostKind, Map<String, Path>, EngineHost> maker;
  private final RefCounted<Map<String, Path>, EngineHost> hosts =
      new RefCounted<>(EngineHost::answers, EngineHost::close);

  /**
   * Starts no engine yet.
   *
   * @param maker starts an engine on a new host of the given kind that can read the given folders
   */
  public EngineHosts(BiFunction<HostKind, Map<String, Path>, EngineHost> maker) {
    this.maker = maker;
  }

  public Host open(String name, HostKind around, Map<String, Path> folders, Grant grant) {
    var host = hosts.borrow(folders, () -> maker.apply(around, folders));
    try {
      var readable = SharedPaths.readable(host.host(), folders);
      return host.open(name, grant, readable, () -> hosts.giveBack(host));
    } catch (HostException e) {
      hosts.giveBack(host);
      throw e;
    }
  }
}
