package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import org.criumatrix.report.Sheet.Table;
import org.criumatrix.report.Sheet.Tone;
import org.criumatrix.runs.FirstBad;
import org.criumatrix.runs.FirstBad.Try;

/** Shows where a case began to fail. */
public final class FirstBadSheet {

  private static final List<String> COLUMNS = List.of("tried", "seen", "attempts", "error");

  private FirstBadSheet() {}

  /**
   * @param what the case, its privilege and its runtime
   */
  public static Sheet of(String what, List<FirstBad> lines) {
    var tables = new ArrayList<Table>();
    for (var line : lines) {
      var tone = line.good().isPresent() ? Tone.BAD : Tone.PLAIN;
      var rows = line.tried().stream().map(FirstBadSheet::row).toList();
      tables.add(new Table(line.where() + ": " + describe(line), tone, COLUMNS, rows));
    }
    var intro =
        lines.isEmpty()
            ? List.of("Nothing to compare: there is only one build and one kernel.")
            : none();
    return new Sheet(what, intro, tables);
  }

  private static List<String> none() {
    return List.of();
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
    return line.tried().stream()
        .filter(Try::works)
        .findFirst()
        .map(good -> "works from " + name(good) + " on")
        .orElse("and works with none");
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
