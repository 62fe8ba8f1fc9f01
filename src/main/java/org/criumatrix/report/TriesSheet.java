package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.runs.FirstBad;
import org.criumatrix.runs.FirstGood;
import org.criumatrix.runs.Tries;
import org.criumatrix.runs.Tries.Try;

/** Shows where a case began to fail, or to work. */
public final class TriesSheet {

  private static final List<String> COLUMNS = List.of("tried", "seen", "attempts", "error");

  private TriesSheet() {}

  /**
   * @param what the case, its privilege and its runtime
   */
  public static Sheet firstBad(String what, List<FirstBad> lines) {
    var tables = new ArrayList<Table>();
    for (var line : lines) {
      tables.add(
          table(line.tries(), line.good().isPresent() ? Tone.BAD : Tone.PLAIN, describe(line)));
    }
    return sheet(what, tables);
  }

  /**
   * @param what the case, its privilege and its runtime
   */
  public static Sheet firstGood(String what, List<FirstGood> lines) {
    var tables = new ArrayList<Table>();
    for (var line : lines) {
      tables.add(
          table(line.tries(), line.good().isPresent() ? Tone.GOOD : Tone.PLAIN, describe(line)));
    }
    return sheet(what, tables);
  }

  private static Sheet sheet(String what, List<Table> tables) {
    List<String> intro =
        tables.isEmpty()
            ? List.of("Nothing to compare: there is only one build and one kernel.")
            : List.of();
    return new Sheet(what, intro, tables);
  }

  private static Table table(Tries tries, Tone tone, String description) {
    var rows = tries.tried().stream().map(TriesSheet::row).toList();
    return new Table(tries.where() + ": " + description, tone, COLUMNS, rows);
  }

  private static String describe(FirstBad line) {
    if (line.bad().isEmpty()) {
      return "nothing fails";
    }
    var bad = name(line.bad().get());
    return line.good()
        .map(good -> "fails from %s on; %s works".formatted(bad, name(good)))
        .orElse("fails already with " + bad + ", " + fixed(line));
  }

  private static String fixed(FirstBad line) {
    return line.tries().tried().stream()
        .filter(Try::works)
        .findFirst()
        .map(good -> "works from " + name(good) + " on")
        .orElse("and works with none");
  }

  private static String describe(FirstGood line) {
    if (line.good().isEmpty()) {
      return line.bad().map(bad -> "fails still with " + name(bad)).orElse("nothing was tried");
    }
    var good = name(line.good().get());
    return line.bad()
        .map(bad -> "works from %s on; %s fails".formatted(good, name(bad)))
        .orElse("works already with " + good);
  }

  private static String name(Try one) {
    return "CRIU %s on Linux %s".formatted(one.criu(), one.kernel());
  }

  private static List<String> row(Try one) {
    return List.of(
        "%s, %s".formatted(name(one), one.host()),
        one.seen().describe(),
        String.valueOf(one.seen().attempts().size()),
        one.seen().error());
  }
}
