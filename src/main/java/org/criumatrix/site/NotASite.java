package org.criumatrix.site;

import java.io.IOException;

/** The folder for the site has something else in it, which stays as it is. */
public final class NotASite extends IOException {

  private static final long serialVersionUID = 1;

  NotASite(String message) {
    super(message);
  }
}
