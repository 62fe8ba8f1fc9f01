package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.criumatrix.application.Applications;
import org.criumatrix.bundle.Submission;
import org.criumatrix.dataset.DataSets;
import org.criumatrix.dataset.Joining;
import org.criumatrix.dataset.Source;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.record.RunFile;
import org.criumatrix.situation.Situations;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins runs into one set of data. */
@Command(
    name = "data",
    description = {"Joins runs of many machines into one set of data."},
    exitCodeList = {
      "0:the data is written",
      "2:a run cannot be used; nothing is written",
      "6:the data cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix data target/matrix --to data")
final class DataCommand implements Callable<Integer> {

  private static final String ARCHIVE = ".tar.gz";
  private static final String UNNAMED = "unnamed";

  @Parameters(
      paramLabel = "RUN",
      arity = "1..*",
      description = "Folder of a run, or an archive that 'submit' or 'bundle' wrote.")
  private List<Path> places;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FOLDER",
      description = "Folder for the data.")
  private Path folder;

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    try {
      var sources = new ArrayList<Source>();
      for (var place : places) {
        sources.add(source(place));
      }
      var joining =
          new Joining(
              MatrixFile.read(Checkout.folder().resolve("matrix.csv")),
              Situations.read(),
              Applications.ofCheckout().all(),
              SuiteVersion.version(),
              Instant.now(),
              redaction::redactor,
              System.err::println);
      DataSets.write(DataSets.join(sources, joining), folder);
    } catch (IOException e) {
      throw new CommandException(ExitCode.USAGE, e.getMessage(), e);
    }
    return ExitCode.AS_EXPECTED.code();
  }

  /** A submission is read again for each pass over its records, which need much memory. */
  private static Source source(Path place) throws IOException {
    if (!place.toString().endsWith(ARCHIVE)) {
      return Source.of(RunFile.open(place));
    }
    var sent = Submission.read(place);
    return new Source(
        place.toString(),
        sent.run().info().orElseThrow(),
        Optional.of(sent.by().isEmpty() ? UNNAMED : sent.by()),
        reader -> Submission.read(place).run().records().forEach(reader));
  }
}
