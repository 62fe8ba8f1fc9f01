import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.report.AdviceTable;
import org.criumatrix.runs.AdviceScore;

/** Prints how well predictions agree with runs. bench/advice runs it with the suite's classes. */
final class AdviceReport {

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
    var score = AdviceScore.of(runs);
    System.out.print(AdviceTable.text(score, runs.size()));
    System.exit(score.findsEnough() && score.alarmsFew() ? 0 : 1);
  }
}
