package org.criumatrix.rig;

import java.util.List;
import org.criumatrix.cell.Unavailable;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostException;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.workload.Subject;

/** The program of native/objects, which holds a kernel object and compares its properties. */
final class KernelObjects {

  static final String PROGRAM = "object";

  /** The exit code if the machine or the account cannot do it. */
  private static final int UNAVAILABLE = 3;

  private static final String REMOVE_CGROUP =
      "c=$(readlink cgroup) && case $c in */criu-matrix-object-*) rmdir \"$c/inner\" \"$c\";; esac";

  private KernelObjects() {}

  /** Does in a subject's folder what another process does while the subject is dumped. */
  static void meanwhile(RuntimeContext context, Subject subject, String object) {
    var command =
        Command.of(context.workloads() + "/" + PROGRAM, "--object", object, "--meanwhile")
            .in(subject.folder());
    var exit = context.host().exec(context.account().runs(command));
    if (exit.code() == UNAVAILABLE) {
      throw new Unavailable(exit.stderr().strip());
    }
    if (!exit.succeeded()) {
      throw new HostException("%s: %s, %s".formatted(command, exit.describe(), exit.stderr()));
    }
  }

  /** Removes the cgroup that a subject left because it did not come to its end. */
  static void removeCgroup(Subject subject) {
    subject.host().exec(Command.of("sh", "-c", REMOVE_CGROUP).in(subject.folder()));
  }

  /** Returns the object that the first of these subjects to hold one has compared. */
  static CheckedObject checked(List<Subject> subjects) {
    return subjects.stream()
        .filter(s -> s.workload().name().equals(PROGRAM))
        .map(s -> s.stderrTranscript().checkedObject())
        .findFirst()
        .orElse(CheckedObject.NONE);
  }
}
