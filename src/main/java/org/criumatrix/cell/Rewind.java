package org.criumatrix.cell;

import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.host.Command;
import org.criumatrix.workload.Subject;

/** Keeps a subject's files as they are at its dump, for a second restore from the same images. */
public final class Rewind {

  /** What a proc file system shows belongs to the kernel, and has no end. */
  static final String COPY =
      """
      set -e
      how=-T
      [ -z "$(find "$0" -fstype proc -prune -print -quit)" ] || how=-xT
      cp -a "$how" -- "$0" "$1"
      """;

  /** Existing folders are kept, not replaced: a container may have them mounted. */
  private static final String BACK =
      """
      set -e
      mkdir -p "$1"
      cd "$1"
      find . -mindepth 1 -fstype proc -prune -o ! -type d -exec rm -f -- {} +
      find . -mindepth 1 -fstype proc -prune -o -type d -print | sort -r | while read -r folder; do
        [ -d "$0/$folder" ] || rmdir -- "$folder"
      done
      cp -a -- "$0/." .
      """;

  private Rewind() {}

  static void keep(Subject subject) {
    copy(subject, subject.folders(), kept(subject));
  }

  public static void back(Subject subject) {
    back(subject, kept(subject));
  }

  /**
   * Puts back a copy of a subject's files.
   *
   * @param kept the copies of {@link Subject#folders()}
   */
  public static void back(Subject subject, List<String> kept) {
    for (var i = 0; i < kept.size(); i++) {
      subject
          .host()
          .execChecked(Command.of("sh", "-c", BACK, kept.get(i), subject.folders().get(i)));
    }
  }

  private static void copy(Subject subject, List<String> from, List<String> to) {
    for (var i = 0; i < from.size(); i++) {
      subject.host().execChecked(Command.of("sh", "-c", COPY, from.get(i), to.get(i)));
    }
  }

  /** Returns the folders of the copy. */
  static List<String> kept(Subject subject) {
    return IntStream.range(0, subject.folders().size())
        .mapToObj(i -> subject.home() + ".at-dump" + i)
        .toList();
  }
}
