package org.criumatrix.checkpoint.hosting;

import java.nio.file.Path;
import java.util.Map;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostKind;

/**
 * An engine whose containers can be hosts, so that CRIU and the workload run in the same container.
 */
public interface HostingEngine extends Runtime {

  /**
   * Opens a host that is a new container, with the same programs as the host around it.
   *
   * @param name the host's name in cell ids
   * @param around the kind of host that the engine runs on
   * @param folders as for {@link HostKind#open}
   */
  Host open(String name, HostKind around, Map<String, Path> folders, Grant grant);
}
