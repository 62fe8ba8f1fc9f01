package org.criumatrix.execution;

import org.criumatrix.checkpoint.Runtime;
import org.criumatrix.checkpoint.control.Replayer;
import org.criumatrix.checkpoint.control.Restarter;

/** A negative control of a case: a runtime that only pretends to dump and restore. */
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

  public Control(Kind kind) {
    this.kind = kind;
  }

  /** Returns the runtime that only pretends to dump and restore. */
  public Runtime runtime() {
    return kind == Kind.REPLAY ? new Replayer() : new Restarter();
  }
}
