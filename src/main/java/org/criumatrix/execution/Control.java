package org.criumatrix.execution;

import java.util.concurrent.atomic.AtomicBoolean;
import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.control.Replayer;
import org.criumatrix.checkpoint.control.Restarter;
import org.criumatrix.host.HostException;
import org.criumatrix.workload.Subject;

/**
 * A negative control of a case. It starts the workload like a cell, so it also shows which
 * resources that holds at the dump.
 */
public final class Control {

  /** The ways to cheat. */
  public enum Kind {
    RESTART("negative control", ""),
    REPLAY("negative control, replay", "-replay");

    private final String title;
    private final String suffix;

    Kind(String title, String suffix) {
      this.title = title;
      this.suffix = suffix;
    }

    /** Returns the name for reports, which follows the name of the case. */
    public String title() {
      return title;
    }

    /** Returns the suffix of its folder's name. */
    public String suffix() {
      return suffix;
    }
  }

  private final Kind kind;
  private final AtomicBoolean internetSocket = new AtomicBoolean();

  public Control(Kind kind) {
    this.kind = kind;
  }

  /** Returns the runtime that only pretends to dump and restore. */
  public Runtime runtime() {
    return kind == Kind.REPLAY ? new Replayer() : new Restarter(this::look);
  }

  private void look(Subject subject) {
    try {
      if (InternetSockets.areHeld(subject.host(), subject.tree())) {
        internetSocket.set(true);
      }
    } catch (HostException e) {
      // The control itself fails if its host is gone.
      return;
    }
  }

  /** Returns whether a dumped subject held a socket of the Internet families. */
  public boolean heldAnInternetSocket() {
    return internetSocket.get();
  }
}
