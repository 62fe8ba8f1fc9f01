import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.report.AdviceTable;
import org.criumatrix.runs.AdviceScore;

/** Prints how well predictions agree with runs. bench/advice runs it with the suite's classes. */
final class AdviceReport {

  /**
   * Rows whose lines are about single cases, and what no look at a program can show: most of what it
   * holds, or what happens to CRIU and to the machine.
   */
  private static final Map<String, String> UNSEEN =
      Map.of(
          "objects", "most of what it checks cannot be seen from outside",
          "operations", "what goes wrong there is not the program's");

  public static void main(String[] places) {
    var runs = new ArrayList<Collection<CellRecord>>();
    for (var place : places) {
      try {
        runs.add(Run.read(Path.of(place)).records());
      } catch (IOException e) {
        System.err.println("bench/advice: " + e.getMessage());
        System.exit(2);
      }
    }
    var score = AdviceScore.of(only(runs, r -> !UNSEEN.containsKey(r.caseId().row())));
    System.out.print(AdviceTable.text(score, runs.size()));
    new TreeMap<>(UNSEEN)
        .forEach(
            (row, why) -> {
              var unseen = AdviceScore.of(only(runs, r -> r.caseId().row().equals(row)));
              System.out.printf(
                  "%nThe row %s has no goal: %s.%n%s%n",
                  row,
                  why,
                  AdviceTable.text(unseen, runs.size()).lines().limit(4).collect(joining("\n")));
            });
    System.exit(score.findsEnough() && score.alarmsFew() ? 0 : 1);
  }

  private static List<Collection<CellRecord>> only(
      List<Collection<CellRecord>> runs, Predicate<CellRecord> wanted) {
    return runs.stream()
        .<Collection<CellRecord>>map(run -> run.stream().filter(wanted).toList())
        .toList();
  }
}
