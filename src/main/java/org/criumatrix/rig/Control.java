package org.criumatrix.rig;

import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.host.HostException;
import org.criumatrix.runtime.Restarter;
import org.criumatrix.runtime.Runtime;
import org.criumatrix.workload.Subject;

/**
 * The negative control of a case, which starts its workload as a cell does, and so also shows what
 * that holds when it is dumped.
 */
public final class Control {

  private final AtomicBoolean internetSocket = new AtomicBoolean();

  /** What lies about dumps and restores. */
  public Runtime runtime() {
    return new Restarter(this::look);
  }

  private void look(Subject subject) {
    try {
      if (InternetSockets.areHeld(subject.host(), subject.tree())) {
        internetSocket.set(true);
      }
    } catch (HostException e) {
      // The control itself finds out that its host is gone.
      return;
    }
  }

  /** Whether something that was dumped held a socket of the Internet families. */
  public boolean heldAnInternetSocket() {
    return internetSocket.get();
  }
}
