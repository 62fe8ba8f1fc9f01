package org.criumatrix.scenario;

import org.criumatrix.batch.registry.BatchSystems;

/** The rows whose programs are also played as each user land builds them. */
final class UserlandRows {

  static final String HOSTS = "!{container," + BatchSystems.NAMES + "}:*";

  private UserlandRows() {}
}
