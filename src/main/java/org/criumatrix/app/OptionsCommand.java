package org.criumatrix.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.criumatrix.criu.CriuCatalog;
import org.criumatrix.criu.OptionManual;
import org.criumatrix.matrix.DocumentedOption;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.report.GridIntro;
import org.criumatrix.report.OptionCoverage;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints which options of CRIU the cells of runs have used, with which values and privileges. */
@Command(
    name = "options",
    description = {
      "Prints which options of CRIU are used by a case, with which values and privileges, and why the others are not.",
      "The options of a build are read from its program, help, manual page and the definition of its requests. What"
          + " was used is read from the commands in the records."
    },
    exitCodeList = {
      "0:the tables are printed",
      "2:a run or a glob cannot be used, or the runs do not belong together",
      "5:there is no CRIU build",
      "6:the file cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix options target/matrix",
      "  criu-matrix options target/matrix --criu newest --md",
      "  criu-matrix options target/matrix --data docs/options.csv"
    })
final class OptionsCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "RUN",
      description = "Folders of the runs, or their records.jsonl.")
  private List<Path> places;

  @Option(
      names = "--criu",
      paramLabel = "GLOBS",
      defaultValue = "*",
      description = "CRIU builds, as run's -Dcriu.")
  private String criu;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "Folder of CRIU builds, as run's -Dmatrix.cache.")
  private Path cache = CriuCatalog.defaultFolder();

  @Option(
      names = "--offline",
      description = "Fetch no CRIU build; use those that are in the folder.")
  private boolean offline;

  @ArgGroup private SheetFormat format = new SheetFormat();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Also write the data, from which docs/options.md is made.")
  private Path data;

  @Override
  public Integer call() {
    var runs = RunFolders.readTogether(places);
    var known = known();
    var records = runs.stream().map(Run::records).flatMap(List::stream).toList();
    var mine = records.stream().filter(r -> known.containsKey(r.criu())).toList();
    var coverage = OptionCoverage.of(intro(runs, mine), known, mine);
    format.print(coverage.sheet(), coverage.csv(), data);
    return ExitCode.AS_EXPECTED.code();
  }

  private Map<String, List<DocumentedOption>> known() {
    try {
      var builds = CriuBuilds.selected(cache, criu, offline, "--criu ", System.err::println);
      var known = new LinkedHashMap<String, List<DocumentedOption>>();
      builds.forEach(b -> known.put(b.version(), OptionManual.of(b)));
      return known;
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private static List<String> intro(List<Run> runs, List<CellRecord> records) {
    var infos = runs.stream().map(Run::info).flatMap(Optional::stream).toList();
    return GridIntro.of(infos, records);
  }
}
