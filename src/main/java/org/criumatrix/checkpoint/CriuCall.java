package org.criumatrix.checkpoint;

import org.criumatrix.host.Exit;
import org.criumatrix.host.Host;

/**
 * One call of CRIU, over.
 *
 * @param host where
 * @param action {@code dump} or {@code restore}
 * @param line as an operator would type it
 * @param images the folder of the images on the host
 * @param log what CRIU wrote to its log; empty when it did not get so far
 * @param stuck what the host's processes were doing when half of its time was over; empty when it
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
