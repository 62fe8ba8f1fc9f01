package org.criumatrix.runtime;

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
 */
public record CriuCall(
    Host host, String action, String line, Exit exit, String images, String log) {}
