package org.criumatrix.report;

import java.time.Duration;
import java.util.List;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;

/** Shows which commit changed what a cell comes to. */
public final class CommitSheet {

  private CommitSheet() {}

  /**
   * A commit that was tried.
   *
   * @param commit its id, date, author and subject
   * @param error what CRIU or the compiler said
   */
  public record Tried(String commit, String seen, String error) {}

  /**
   * @param cell what was played
   * @param works whether it works with the change
   * @param suspects the commits of which one is the change; none: there was no change
   * @param between how many commits the change could have been
   * @param building the part of {@code took} in which commits were built
   */
  public static Sheet of(
      String cell,
      boolean works,
      List<String> suspects,
      List<Tried> tried,
      int between,
      Duration building,
      Duration took) {
    var cost =
        "%d of %d commits tried in %d s, %d s of them to build"
            .formatted(tried.size(), between, took.toSeconds(), building.toSeconds());
    var rows = tried.stream().map(t -> List.of(t.commit(), t.seen(), t.error())).toList();
    var tone = suspects.isEmpty() ? Tone.PLAIN : works ? Tone.GOOD : Tone.BAD;
    var columns = List.of("tried", "seen", "error");
    return new Sheet(
        cell,
        List.of(result(works, suspects), cost),
        List.of(new Table("Commits", tone, columns, rows)));
  }

  private static String result(boolean works, List<String> suspects) {
    var verb = works ? "works" : "fails";
    return switch (suspects.size()) {
      case 0 -> "It %s at both ends.".formatted(verb);
      case 1 -> "It %s from this commit on: %s".formatted(verb, suspects.get(0));
      default ->
          "It %s from one of these commits on, which cannot be told apart: %s"
              .formatted(verb, String.join("; ", suspects));
    };
  }
}
