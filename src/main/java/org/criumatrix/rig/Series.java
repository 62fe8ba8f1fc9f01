package org.criumatrix.rig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Images;
import org.criumatrix.host.Command;
import org.criumatrix.workload.Subject;

/** Checkpoints in a row of one subject, which is lost after the last of them. */
public final class Series {

  /** What happens to the files of a lost subject; $0 is the folder with those at the dump. */
  private static final Map<String, String> LATER =
      Map.of(
          "grown", ":",
          "shrunk", "for f in *; do : >\"$f\"; done",
          "rotated", "for f in *; do mv -- \"$f\" \"$f.1\" && : >\"$f\"; done",
          "removed", "rm -- *",
          "truncated", "for f in *; do truncate -r \"$0/$f\" -- \"$f\"; done");

  private final Rig rig;
  private final Subject subject;
  private FilesAtDump files;
  private Images last;

  Series(Rig rig, Subject subject) {
    this.rig = rig;
    this.subject = subject;
  }

  /** Dumps the subject, which continues, and copies its files at the same moment. */
  public void checkpoint(String... options) {
    prepareFiles();
    var all = new ArrayList<>(List.of(options));
    all.addAll(files.options());
    last = rig.dumpLeavingRunning(subject, all.toArray(String[]::new));
  }

  /** Dumps the subject, which continues, and copies its files only when it does. */
  public void checkpointWithoutHook(String... options) {
    prepareFiles();
    last = rig.dumpLeavingRunning(subject, options);
    files.copyNow();
  }

  private void prepareFiles() {
    var context = rig.environment().first();
    files = FilesAtDump.prepare(context, subject, rig.checkpoints().nextFolder());
  }

  /** Kills the subject, and puts back its files as they were at the last checkpoint. */
  public void lose() {
    rig.end(subject);
    files.putBack();
  }

  /**
   * Kills the subject, puts back its output, and does something with the files in its working
   * folder.
   *
   * @param then a key of {@link #LATER}
   */
  public void lose(String then) {
    rig.end(subject);
    files.putBackOutput();
    subject
        .host()
        .execChecked(
            Command.of("sh", "-euc", LATER.get(then), files.workingFolder()).in(subject.folder()));
  }

  /** Restores the subject from the last checkpoint. */
  public void restore(String... options) {
    rig.restore(last, options);
  }
}
