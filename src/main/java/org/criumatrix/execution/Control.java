package org.criumatrix.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.control.Replayer;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Subject;

/**
 * A negative control of a case, which starts its workload as a cell does, and so also shows what
 * that holds when it is dumped.
 */
public final class Control {

  /** How it cheats. */
  public enum Kind {
    RESTART("negative control", ""),
    REPLAY("negative control, replay", "-replay");

    private final String title;
    private final String suffix;

    Kind(String title, String suffix) {
      this.title = title;
      this.suffix = suffix;
    }

    /** What reports call it, behind the case. */
    public String title() {
      return title;
    }

    /** What the name of its folder ends with. */
    public String suffix() {
      return suffix;
    }
  }

  private final Kind kind;
  private final AtomicBoolean internetSocket = new AtomicBoolean();

  public Control(Kind kind) {
    this.kind = kind;
  }

  /** What lies about dumps and restores. */
  public Runtime runtime() {
    return kind == Kind.REPLAY ? new Replayer() : new Restarter(this::look);
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
