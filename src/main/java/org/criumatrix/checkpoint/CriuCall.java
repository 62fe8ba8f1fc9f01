package org.criumatrix.checkpoint;

import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;

/**
 * A finished call of CRIU.
 *
 * @param host the host that CRIU ran on
 * @param action {@code dump} or {@code restore}
 * @param line the command line, as an operator would type it
 * @param images the folder of the images on the host
 * @param log CRIU's log; empty if CRIU ended before it opened one
 * @param stuck the states of the host's processes at half of the time limit; empty if the call
 *     ended in time
 */
public record CriuCall(
    Host host, String action, String line, Exit exit, String images, String log, String stuck) {

  public CriuCall(Host host, String action, String line, Exit exit, String images, String log) {
    this(host, action, line, exit, images, log, "");
  }

  CriuCall stuck(String processes) {
    return new CriuCall(host, action, line, exit, images, log, processes);
  }
}
