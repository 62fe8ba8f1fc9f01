package org.criumatrix.rig;

import java.util.List;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.workload.Subject;

/** The program of native/objects, which holds a kernel object and compares its properties. */
final class KernelObjects {

  static final String PROGRAM = "object";

  private KernelObjects() {}

  /** Does in a subject's folder what another process does while the subject is dumped. */
  static void meanwhile(RuntimeContext context, Subject subject, String object) {
    var command =
        Command.of(context.workloads() + "/" + PROGRAM, "--object", object, "--meanwhile")
            .in(subject.folder());
    context.host().execChecked(context.account().runs(command));
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
