package org.criumatrix.app;

import java.util.concurrent.Callable;
import org.criumatrix.report.TriesSheet;
import org.criumatrix.runs.FirstGood;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds the first CRIU build, or kernel, with which a cell works. */
@Command(
    name = "first-good",
    description = {
      "Finds the first CRIU build or kernel with which a cell works.",
      "What worked once and failed again later does not count."
          + " It runs the cell with every CRIU build, and with -Dhost='kernel:*' on every kernel, each at"
          + " least twice. With --git it halves the commits between two."
    },
    exitCodeList = {
      "0:the cell works with the newest build or kernel",
      "1:it does not, or there is nothing to compare",
      "2:an option, the cell or the run cannot be used",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks something",
      "5:there is no CRIU build",
      "6:something cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples (CELL is an id from a run's page):%n",
    footer = {
      "  criu-matrix first-good CELL -Dhost='kernel:*' -Dmatrix.repeat=5",
      "  criu-matrix first-good CELL --of target/matrix"
    })
final class FirstGoodCommand implements Callable<Integer> {

  @Mixin private TriedCell cell;

  @Override
  public Integer call() {
    var search = cell.search("target/first-good");
    if (search.isPresent()) {
      var works = search.get().search();
      return (works.orElse(false) ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
    }
    var found = FirstGood.of(cell.records("target/first-good"));
    TriedCell.print(TriesSheet.firstGood(cell.alike(), found));
    var works = !found.isEmpty() && found.stream().allMatch(f -> f.good().isPresent());
    return (works ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
  }
}
