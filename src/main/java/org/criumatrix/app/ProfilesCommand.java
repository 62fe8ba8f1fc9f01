package org.criumatrix.app;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.criumatrix.record.Run;
import org.criumatrix.report.GridIntro;
import org.criumatrix.report.ProfileEnds;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what is kept with the options of each profile. */
@Command(
    name = "profiles",
    description = {
      "Prints which cases work with the options of each profile, and on which of them profiles differ.",
      "Each run has another -Dprofile, and one may have none: its cells have the options that their cases choose."
    },
    exitCodeList = {
      "0:the tables are printed",
      "2:a run or a glob cannot be used, the runs do not belong together, or no cell has a profile",
      "6:the file cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix run -Dcells='objects/*' -Dcriu=newest -Dprofile=lxc -Dmatrix.folder=target/lxc",
      "  criu-matrix profiles target/matrix target/lxc --data docs/profiles.csv"
    })
final class ProfilesCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of the runs, or their records.jsonl.")
  private List<Path> places;

  @Option(names = "--cells", paramLabel = "GLOBS", defaultValue = "*", description = "Cells.")
  private String cells;

  @ArgGroup private SheetFormat format = new SheetFormat();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Also write the data, from which docs/profiles.md is made.")
  private Path data;

  @Override
  public Integer call() {
    var runs = RunFolders.readTogether(places);
    var named = CellSelection.selection(cells);
    var records =
        runs.stream()
            .map(Run::records)
            .flatMap(List::stream)
            .filter(r -> named.matches(r.axes().cell()))
            .toList();
    if (records.stream().allMatch(r -> r.profile() == null)) {
      throw new CommandException(
          ExitCode.USAGE, "no cell of these runs has a profile; -Dprofile=NAME gives it one");
    }
    var infos = runs.stream().map(Run::info).flatMap(Optional::stream).toList();
    var ends = ProfileEnds.of(GridIntro.of(infos, records), records);
    format.print(ends.sheet(), ends.csv(), data);
    return ExitCode.AS_EXPECTED.code();
  }
}
