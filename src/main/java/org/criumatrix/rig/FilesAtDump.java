package org.criumatrix.rig;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.cell.Rewind;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host.Mode;
import org.criumatrix.workload.Subject;

/**
 * A copy of a subject's files that CRIU's action script makes while the subject stands still: the
 * only moment at which they agree with the images of a dump that leaves it running.
 *
 * @param script the action script
 * @param copies the copies of {@link Subject#folders()}
 */
record FilesAtDump(Subject subject, String script, List<String> copies) {

  private static final String HEAD =
      """
      #!/bin/sh
      [ "$CRTOOLS_SCRIPT_ACTION" = post-dump ] || exit 0
      """;

  /**
   * Makes the script.
   *
   * @param name of the files, unique in the cell
   */
  static FilesAtDump prepare(RuntimeContext context, Subject subject, String name) {
    var folder = context.mkdir(name + ".files");
    var text = new StringBuilder(HEAD);
    var copies = new ArrayList<String>();
    for (var each : subject.folders()) {
      copies.add(folder + "/" + copies.size());
      text.append("cp -aT -- '%s' '%s' || exit%n".formatted(each, copies.get(copies.size() - 1)));
    }
    var script = context.folder() + "/" + name + ".sh";
    context.host().write(script, text.toString().getBytes(StandardCharsets.UTF_8), Mode.PUBLIC);
    return new FilesAtDump(subject, script, List.copyOf(copies));
  }

  /** Returns the options of the dump. */
  List<String> options() {
    return List.of("--action-script", script);
  }

  /** Copies the files now, while the subject may run. */
  void copyNow() {
    subject
        .host()
        .execChecked(
            Command.of(script).withEnv(java.util.Map.of("CRTOOLS_SCRIPT_ACTION", "post-dump")));
  }

  /** Puts all files back. */
  void putBack() {
    Rewind.back(subject, copies);
  }

  /** Puts back what the subject had printed, and leaves its other files as they are. */
  void putBackOutput() {
    for (var each : List.of(subject.stdout(), subject.stderr())) {
      var copy = copies.get(0) + each.substring(subject.home().length());
      subject.host().execChecked(Command.of("cp", "--", copy, each));
    }
  }

  /** Returns where the copy of the subject's working folder is. */
  String workingFolder() {
    var home = subject.folders().get(0);
    return copies.size() > 1
        ? copies.get(1)
        : copies.get(0) + subject.folder().substring(home.length());
  }
}
