package org.criumatrix.cell;

import java.util.List;
import java.util.stream.IntStream;
import org.criumatrix.host.Command;
import org.criumatrix.workload.Subject;

/** Keeps a subject's files as they are at its dump, for a second restore from the same images. */
public final class Rewind {

  /** Existing folders are kept, not replaced: a container may have them mounted. */
  private static final String BACK =
      """
      set -e
      mkdir -p "$1"
      cd "$1"
      find . -mindepth 1 ! -type d -delete
      find . -mindepth 1 -depth -type d | while read -r folder; do
        [ -d "$0/$folder" ] || rmdir -- "$folder"
      done
      cp -a -- "$0/." .
      """;

  private Rewind() {}

  static void keep(Subject subject) {
    copy(subject, subject.folders(), kept(subject));
  }

  public static void back(Subject subject) {
    var kept = kept(subject);
    for (var i = 0; i < kept.size(); i++) {
      subject
          .host()
          .execChecked(Command.of("sh", "-c", BACK, kept.get(i), subject.folders().get(i)));
    }
  }

  private static void copy(Subject subject, List<String> from, List<String> to) {
    for (var i = 0; i < from.size(); i++) {
      subject.host().execChecked(Command.of("cp", "-a", "--", from.get(i), to.get(i)));
    }
  }

  /** Returns the folders of the copy. */
  static List<String> kept(Subject subject) {
    return IntStream.range(0, subject.folders().size())
        .mapToObj(i -> subject.home() + ".at-dump" + i)
        .toList();
  }
}
