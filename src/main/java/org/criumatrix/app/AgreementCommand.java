package org.criumatrix.app;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.report.ZdtmAgreement;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints where CRIU's own tests and the cases of the row objects agree. */
@Command(
    name = "agreement",
    description = {
      "Prints what CRIU's own tests (row zdtm) and ours (row objects) say of the same objects of the kernel.",
      "A pair whose verdicts differ has a reason, or none is known yet."
    },
    exitCodeList = {
      "0:the tables are printed",
      "2:a run cannot be used, or has no cell of these",
      "6:the file cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix run -Dzdtm=/src/criu@v4.2 -Dcells='zdtm/* objects/*' -Dcriu=4.2.1",
      "  criu-matrix agreement target/matrix --data docs/zdtm.csv"
    })
final class AgreementCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of the runs, or their records.jsonl.")
  private List<Path> places;

  @ArgGroup private SheetFormat format = new SheetFormat();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Also write the data, from which docs/zdtm.md is made.")
  private Path data;

  @Override
  public Integer call() {
    var records = places.stream().flatMap(p -> RunFolders.read(p).records().stream()).toList();
    var agreement = ZdtmAgreement.of(records);
    if (agreement.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE, "no cell of these runs is of an object that CRIU's own tests have, too");
    }
    format.print(agreement.sheet(), agreement.csv(), data);
    return ExitCode.AS_EXPECTED.code();
  }
}
