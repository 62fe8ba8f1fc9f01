package org.criumatrix.report;

import java.util.List;
import org.apache.commons.csv.CSVRecord;
import org.criumatrix.record.CellRecord;
import org.criumatrix.verdict.Harm;
import org.criumatrix.verdict.Verdict;

/**
 * An end of a case, and the profiles with whose options it ends so.
 *
 * @param name of the case
 * @param end one of {@link #BEST_FIRST}
 * @param profiles their names; {@link #OWN} for the options that the case chooses
 * @param options those that the case chooses for its dump; empty if it does not end so with them
 * @param remedy what makes it work, if that is on record and profiles differ
 */
record ProfileEnd(
    String criu,
    String name,
    String end,
    List<String> profiles,
    List<String> options,
    String remedy) {

  static final String OWN = "own options";
  static final String KEPT = "kept";
  static final String OTHER = "fails";

  /** The ends, which are those of {@code Harm}, that of a cell without harm, and two more. */
  static final List<String> BEST_FIRST =
      List.of(KEPT, "refused", "changed", "dies", "lost", OTHER, Verdict.UNAVAILABLE.key());

  static final List<String> COLUMNS =
      List.of("criu", "case", "end", "profiles", "options", "remedy");

  private static final String AND = "; ";

  /** Returns what a cell does to its program. */
  static String end(CellRecord record) {
    return switch (record.verdict()) {
      case WORKS -> KEPT;
      case REFUSES -> "refused";
      case FAILS ->
          record.harm() == null ? OTHER : record.harm() == Harm.NONE ? KEPT : record.harm().key();
      case UNAVAILABLE, BROKEN, NOT_RUN -> Verdict.UNAVAILABLE.key();
    };
  }

  /**
   * Reads a line of the data file.
   *
   * @throws IllegalArgumentException if it is none
   */
  static ProfileEnd read(CSVRecord line) {
    if (!BEST_FIRST.contains(line.get("end"))) {
      throw new IllegalArgumentException("there is no end '%s'".formatted(line.get("end")));
    }
    var options = line.get("options");
    return new ProfileEnd(
        line.get("criu"),
        line.get("case"),
        line.get("end"),
        List.of(line.get("profiles").split(AND)),
        options.isEmpty() ? List.of() : List.of(options.split(" ")),
        line.get("remedy"));
  }

  List<String> fields() {
    return List.of(criu, name, end, String.join(AND, profiles), String.join(" ", options), remedy);
  }

  boolean isKept() {
    return end.equals(KEPT);
  }

  boolean isPlayed() {
    return !end.equals(Verdict.UNAVAILABLE.key());
  }
}
