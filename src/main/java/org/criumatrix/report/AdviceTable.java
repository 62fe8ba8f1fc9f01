package org.criumatrix.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.criumatrix.runs.AdviceScore;
import org.criumatrix.runs.AdviceScore.Count;
import org.criumatrix.runs.AdviceScore.Line;
import org.criumatrix.runs.AdviceScore.Wrong;

/** Writes for a terminal how well predictions agree with what runs saw. */
public final class AdviceTable {

  private static final int MAX_NAME = 60;
  private static final String NUMBERS = "%7s %7s %7s %7s %7s %7s  %8s %8s";

  private AdviceTable() {}

  /**
   * Returns the tables, each cell that was predicted wrongly, and whether the goals are met.
   *
   * @param runs how many runs were counted
   */
  public static String text(AdviceScore score, int runs) {
    var lines = new ArrayList<String>();
    var total = score.total();
    lines.add(
        "%d cells with a prediction, of %d %s: %d fail or refuse, %d work"
            .formatted(
                total.cells(), runs, runs == 1 ? "run" : "runs", total.failing(), total.others()));
    lines.add("");
    lines.add(
        line(
            "",
            NUMBERS.formatted(
                "cells", "hit", "cause", "miss", "right", "alarm", "found", "alarms")));
    lines.add(line("all", numbers(total)));
    table(lines, "By cause", score.causes());
    table(lines, "By trait", score.traits());
    for (var wrong : score.wrong()) {
      lines.add("");
      lines.addAll(describe(wrong));
    }
    lines.add("");
    lines.add(
        goal(
            score.findsEnough(),
            "%s of the failing cells are predicted with the right cause, at least %s"
                .formatted(share(total.found()), percent(AdviceScore.MIN_FOUND))));
    lines.add(
        goal(
            score.alarmsFew(),
            "%s of the others are false alarms, at most %s"
                .formatted(share(total.alarms()), percent(AdviceScore.MAX_ALARMS))));
    return String.join("\n", lines.stream().map(Wrap::clean).toList()) + "\n";
  }

  private static void table(List<String> lines, String title, List<Line> table) {
    lines.add("");
    lines.add(title);
    table.forEach(l -> lines.add(line(l.name(), numbers(l.count()))));
  }

  private static String line(String name, String numbers) {
    var cut = name.length() <= MAX_NAME ? name : name.substring(0, MAX_NAME - 3) + "...";
    return ("%-" + MAX_NAME + "s %s").formatted(cut, numbers);
  }

  private static String numbers(Count count) {
    return NUMBERS.formatted(
        count.cells(),
        count.hits(),
        count.wrongCauses(),
        count.misses(),
        count.right(),
        count.falseAlarms(),
        share(count.found()),
        share(count.alarms()));
  }

  private static List<String> describe(Wrong wrong) {
    var cell = wrong.cell();
    return List.of(
        "%s: %s".formatted(wrong.result().key(), cell.id()),
        "  predicted  " + cell.prediction().describe(),
        "  seen       " + cell.endingWithError());
  }

  private static String goal(boolean met, String words) {
    return (met ? "met     " : "missed  ") + words;
  }

  private static String share(OptionalDouble share) {
    return share.isEmpty() ? "-" : percent(share.getAsDouble());
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
