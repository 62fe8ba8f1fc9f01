package org.criumatrix.app;

import java.util.concurrent.Callable;
import org.criumatrix.report.TriesSheet;
import org.criumatrix.runs.FirstBad;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds the first CRIU build, or kernel, with which a cell fails. */
@Command(
    name = "first-bad",
    description = {
      "Finds the first CRIU build or kernel with which a cell fails.",
      "The last one that worked before it is named, too."
          + " It runs the cell with every CRIU build, and with -Dhost='kernel:*' on every kernel, each at"
          + " least twice. With --git it halves the commits between two, and also finds the one with"
          + " which a cell began to work."
    },
    exitCodeList = {
      "0:the cell never fails after it worked",
      "1:the cell fails after it worked",
      "2:an option, the cell or the run cannot be used",
      "3:a line of matrix.csv cannot be used",
      "4:the machine lacks something",
      "5:there is no CRIU build",
      "6:something cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples (CELL is an id from a run's page):%n",
    footer = {
      "  criu-matrix first-bad CELL -Dhost='kernel:*' -Dmatrix.repeat=5",
      "  criu-matrix first-bad CELL --git v4.1.1..v4.2 -Dcriu.source=/src/criu",
      "  criu-matrix first-bad CELL --of target/matrix",
      "  criu-matrix first-bad 'network/tcp-close*root*' --of target/matrix"
    })
final class FirstBadCommand implements Callable<Integer> {

  @Mixin private TriedCell cell;

  @Override
  public Integer call() {
    var search = cell.search("target/first-bad");
    if (search.isPresent()) {
      var works = search.get().search();
      return (works.orElse(true) ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
    }
    var found = FirstBad.of(cell.records("target/first-bad"));
    TriedCell.print(TriesSheet.firstBad(cell.alike(), found));
    var failsAfterItWorked = found.stream().anyMatch(f -> f.good().isPresent());
    return (failsAfterItWorked ? ExitCode.DIFFERS : ExitCode.AS_EXPECTED).code();
  }
}
