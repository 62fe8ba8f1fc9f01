package org.criumatrix.runtime;

import java.util.List;
import java.util.Map;
import org.criumatrix.host.Host;

/** An engine whose containers can be hosts: CRIU and workload run in the same one. */
interface Hosting extends Runtime {

  Map<String, String> env(Host around);

  /** Makes the host around ready, with an image that has the same programs as that host. */
  void prepareHosting(Host around);

  /**
   * The command that runs a program in a new container, with the caller's streams.
   *
   * @param readable folders of the host around that are to be read inside under the same path
   */
  List<String> containing(Grant grant, List<String> readable, String program);
}
