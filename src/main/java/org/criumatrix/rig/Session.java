package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.criumatrix.host.Host;
import org.criumatrix.runtime.CriuCaller;

/**
 * An open host on which one CRIU build is ready with one privilege. CRIU caches its kernel probes
 * on it, so cells of the same build and privilege follow each other on the same session.
 *
 * @param mounts its mounts when it was opened
 * @param unavailable why no cell of this privilege can run on it
 */
record Session(Host host, CriuCaller criu, String mounts, Optional<String> unavailable)
    implements AutoCloseable {

  static String mountsOf(Host host) {
    return new String(host.read("/proc/self/mountinfo"), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    host.close();
  }
}
