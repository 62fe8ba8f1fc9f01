package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.application.Applications;
import org.criumatrix.dataset.DataSet;
import org.criumatrix.dataset.DataSets;
import org.criumatrix.dataset.Joining;
import org.criumatrix.dataset.Sources;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.matrix.MatrixFileException;
import org.criumatrix.situation.Situations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins runs into one set of data. */
@Command(
    name = "data",
    description = {
      "Joins runs of many machines into one set of data.",
      "RUN is a folder of a run, its records.jsonl, a file of the history, an archive that submit or bundle wrote, or a"
          + " folder that has such. A run that is given several times, or that was resumed, counts once.",
      "The folder gets data.json, data.sqlite and SHA256SUMS; docs/data.md describes them.",
      "Host names, user names, addresses and home paths are replaced. Check the data before you publish it."
    },
    exitCodeList = {
      "0:the data is written",
      "2:a run cannot be used, and nothing is written",
      "3:a line of matrix.csv cannot be used",
      "6:the data cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix data target/matrix --to data",
      "  criu-matrix data /var/lib/criu-matrix/history submissions --to data --skip-bad"
    })
final class DataCommand implements Callable<Integer> {

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folders, files and archives of runs.")
  private List<Path> places;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description =
          "Folder for the data. It is made if it is missing; older data in it is replaced.")
  private Path folder;

  @Option(names = "--skip-bad", description = "Name runs that cannot be used, and join the others.")
  private boolean skipBad;

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    var bad = new ArrayList<String>();
    var sources = Sources.in(places, e -> bad.add(e.getMessage()));
    if (!skipBad) {
      refuse(bad);
    }
    var data = DataSets.join(sources, joining(), e -> bad.add(e.getMessage()));
    if (!skipBad || data.runs().isEmpty()) {
      refuse(bad);
    }
    bad.forEach(problem -> System.err.println("skipped: " + problem));
    try {
      DataSets.write(data, folder);
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(folder, e.getMessage()), e);
    }
    System.out.println(describe(data, bad.size()));
    return ExitCode.AS_EXPECTED.code();
  }

  private static void refuse(List<String> bad) {
    if (!bad.isEmpty()) {
      throw new CommandException(
          ExitCode.USAGE,
          "%s%ncriu-matrix: nothing is written; --skip-bad leaves such runs out"
              .formatted(String.join("%ncriu-matrix: ".formatted(), bad)));
    }
  }

  private Joining joining() {
    var file = Checkout.folder().resolve("matrix.csv");
    try {
      return new Joining(
          MatrixFile.read(file),
          Situations.read(),
          Applications.ofCheckout().all(),
          SuiteVersion.version(),
          Instant.now(),
          redaction::redactor,
          System.err::println);
    } catch (MatrixFileException e) {
      throw new CommandException(ExitCode.MATRIX_FILE, e.getMessage(), e);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
  }

  private String describe(DataSet data, int bad) {
    return "%s: %d runs of %d machines, %d cells, %d causes, %d answers%s"
        .formatted(
            folder,
            data.runs().size(),
            data.machines().size(),
            data.cells().stream().filter(c -> c.latest()).count(),
            data.causes().stream().filter(c -> c.cells() > 0).count(),
            data.answers().size(),
            bad == 0 ? "" : ", %d runs skipped".formatted(bad));
  }
}
