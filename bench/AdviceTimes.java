import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.criumatrix.advice.Adviser;
import org.criumatrix.advice.Evidence;
import org.criumatrix.advice.Question;
import org.criumatrix.inventory.Inventory;
import org.criumatrix.matrix.MatrixFile;

/**
 * Measures how long advice takes for an inventory that a file has: reading it and asking the lines of
 * matrix.csv. bench/inventory runs it with 64 MiB of heap, which is the limit.
 *
 * <p>Usage: AdviceTimes INVENTORY ROUNDS. Prints milliseconds: of the first round, and of the best.
 */
final class AdviceTimes {

  public static void main(String[] args) throws Exception {
    var adviser = new Adviser(MatrixFile.read(Path.of("matrix.csv")), Evidence.shipped());
    var first = 0.0;
    var best = Double.MAX_VALUE;
    for (var round = 0; round < Integer.parseInt(args[1]); round++) {
      var begun = System.nanoTime();
      advise(adviser, Files.readString(Path.of(args[0])));
      var ms = (System.nanoTime() - begun) / 1e6;
      first = round == 0 ? ms : first;
      best = Math.min(best, ms);
    }
    System.out.printf("%.1f %.1f%n", first, best);
  }

  private static void advise(Adviser adviser, String json) {
    var seen = Inventory.parse(json);
    var question =
        new Question(
            seen.traits(), List.of(), seen.kernel(), "root", "none", List.of(), Set.of());
    if (adviser.advise(question, "4.3").asItIs().isEmpty()) {
      throw new IllegalStateException("an inventory without traits");
    }
  }
}
