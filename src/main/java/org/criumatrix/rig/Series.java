package org.criumatrix.rig;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.criumatrix.cell.Checkpoints;
import org.criumatrix.cell.Images;
import org.criumatrix.checkpoint.RuntimeContext;
import org.criumatrix.host.Command;
import org.criumatrix.matrix.Phase;
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

  /**
   * A checkpoint with the files that belong to it.
   *
   * @param files none for a dump that ended the subject: it did not change them afterwards
   */
  private record Entry(Images images, FilesAtDump files) {}

  private final Rig rig;
  private final Subject subject;
  private final Deque<Entry> entries = new ArrayDeque<>();

  /** The folder of the newest images, the parent of the next dump of changes; empty: none. */
  private String parent = "";

  /** The folder of the first images, which have all memory; empty: none yet. */
  private String first = "";

  Series(Rig rig, Subject subject) {
    this.rig = rig;
    this.subject = subject;
  }

  /** Dumps the subject, which continues, and copies its files at the same moment. */
  public void checkpoint(String... options) {
    var files = prepareFiles();
    var all = new ArrayList<>(List.of(options));
    all.addAll(files.options());
    add(rig.dumpLeavingRunning(subject, all.toArray(String[]::new)), files);
  }

  /** Dumps what has changed since the last checkpoint, if there is one; the subject continues. */
  public void checkpointOfChanges(String... options) {
    checkpoint(sinceParent(options));
  }

  /** Dumps the subject, which continues, and copies its files only when it does. */
  public void checkpointWithoutHook(String... options) {
    var files = prepareFiles();
    add(rig.dumpLeavingRunning(subject, options), files);
    files.copyNow();
  }

  /** Dumps the memory that has changed since the last dump, if there is one. */
  public void preDump(String... options) {
    became(rig.preDump(subject, sinceParent(options)).folder());
  }

  /** Dumps what has changed since the last dump, and ends the subject. */
  public void dumpOfChanges(String... options) {
    add(rig.dump(subject, sinceParent(options)), null);
  }

  private void add(Images images, FilesAtDump files) {
    entries.add(new Entry(images, files));
    became(images.folder());
  }

  private void became(String folder) {
    parent = folder;
    first = first.isEmpty() ? folder : first;
  }

  /** The folder of the parent is relative to that of the images. */
  private String[] sinceParent(String... options) {
    var all = new ArrayList<>(Arrays.asList(options));
    all.add("--track-mem");
    if (!parent.isEmpty()) {
      all.addAll(List.of("--prev-images-dir", "../" + nameOf(parent)));
    }
    return all.toArray(String[]::new);
  }

  private static String nameOf(String folder) {
    return folder.substring(folder.lastIndexOf('/') + 1);
  }

  private FilesAtDump prepareFiles() {
    return FilesAtDump.prepare(context(), subject, rig.checkpoints().nextFolder());
  }

  private RuntimeContext context() {
    return rig.environment().first();
  }

  /** Kills the subject, and puts back its files as they were at the last checkpoint. */
  public void lose() {
    rig.end(subject);
    entries.getLast().files().putBack();
  }

  /**
   * Kills the subject, puts back its output, and does something with the files in its working
   * folder.
   *
   * @param then a key of {@link #LATER}
   */
  public void lose(String then) {
    rig.end(subject);
    var files = entries.getLast().files();
    files.putBackOutput();
    subject
        .host()
        .execChecked(
            Command.of("sh", "-euc", LATER.get(then), files.workingFolder()).in(subject.folder()));
  }

  /** Forgets the last checkpoint: the subject is restored from the one before. */
  public void forgetLast() {
    entries.removeLast();
  }

  /** Lets {@code criu dedup} remove pages that a later dump has too. */
  public void dedup() {
    var call = context().criu().call("dedup", parent, List.of());
    Checkpoints.requireSuccess(Phase.DUMP, rig.checkpoints().remember(call));
  }

  /** Moves all images to another folder, as to an archive. */
  public void moveImages() {
    var archive = context().mkdir("archive");
    var moved = new ArrayList<Entry>();
    for (var entry : entries) {
      var images = entry.images();
      var to = archive + "/" + nameOf(images.folder());
      subject.host().execChecked(Command.of("mv", "--", images.folder(), to));
      moved.add(
          new Entry(
              new Images(to, subject, images.tree(), images.steps(), images.start()),
              entry.files()));
    }
    entries.clear();
    entries.addAll(moved);
  }

  /** Tries to restore the subject while its first images are elsewhere: CRIU must fail. */
  public void failsToRestoreWithoutTheFirst(String... options) {
    rig.failsToRestore(
        entries.getLast().images(),
        rig.faults().missing(first, "the parent of the images is not there"),
        options);
  }

  /**
   * Checks that the last dump has a small part of the memory of the first, and so is one of
   * changes.
   *
   * @param part its size is at most the first one's, divided by this
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsOnlyChanges(int part) {
    var all = pagesIn(first);
    var changes = pagesIn(parent);
    if (changes * part > all) {
      throw new IllegalStateException(
          "the last dump has %d bytes of pages, and the first %d".formatted(changes, all));
    }
  }

  /**
   * Checks that pages of the first dump were removed because a later one has them too.
   *
   * @throws IllegalStateException otherwise: the suite's fault
   */
  public void expectsHoles() {
    var kibibytes = "cd \"$0\" && du -ck pages-*.img | tail -1 | cut -f1";
    var on = subject.host().execChecked(Command.of("sh", "-c", kibibytes, first)).stdout().strip();
    if (Long.parseLong(on) * 1024 >= pagesIn(first)) {
      throw new IllegalStateException("no page was removed from the first dump: " + on + " KiB");
    }
  }

  private long pagesIn(String folder) {
    return subject.host().list(folder).entrySet().stream()
        .filter(e -> e.getKey().startsWith("pages-"))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  /** Lets the subject run to its end, with the answer of an uninterrupted run. */
  public void finish() {
    rig.finish(subject).hasTheAnswerOfAnUninterruptedRun();
  }

  /** Restores the subject from the last checkpoint. */
  public void restore(String... options) {
    // Zeros in its memory end a program at once or a little later, which is the same finding.
    rig.restoreUnder(List.of(), entries.getLast().images(), options);
  }
}
