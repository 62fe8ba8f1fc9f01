package org.criumatrix.rig;

import org.criumatrix.host.Command;
import org.criumatrix.workload.Subject;

/**
 * A subject's files as they were at its dump: a second restore from the same images needs them so.
 */
final class Rewind {

  private Rewind() {}

  static void keep(Subject subject) {
    subject.host().must(Command.of("cp", "-a", "--", subject.home(), kept(subject)));
  }

  static void back(Subject subject) {
    subject.host().remove(subject.home());
    subject.host().must(Command.of("cp", "-a", "--", kept(subject), subject.home()));
  }

  /** The folder of the copy. */
  static String kept(Subject subject) {
    return subject.home() + ".at-dump";
  }
}
