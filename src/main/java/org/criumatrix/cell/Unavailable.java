package org.criumatrix.cell;

/** A probe found that the cell cannot run here. */
public final class Unavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public Unavailable(String reason) {
    super(reason);
  }
}
