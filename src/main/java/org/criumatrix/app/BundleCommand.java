package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.criumatrix.bundle.Bundle;
import org.criumatrix.matrix.Sha256;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A run as one archive. */
@Command(
    name = "bundle",
    description = {
      "Makes one archive of a run, for a paper or a report: records, pages, tables, evidence of chosen cells, reports of"
          + " bugs, a citation, checksums, and for every cell the command that plays it again.",
      "Host names, user names, addresses and home paths are taken out; look it over all the same before you publish it."
    })
final class BundleCommand implements Callable<Integer> {

  @Parameters(index = "0", paramLabel = "RUN", description = "The run's folder.")
  private Path place;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      description = "The archive; criu-matrix-DATE-HOUR.tar.gz.")
  private Path file;

  @Option(
      names = "--evidence",
      paramLabel = "GLOB",
      description =
          "Evidence of these cells goes with it: globs over ids or cases, 'none', or '*'; without it, of those that differ"
              + " from what is expected.")
  private String evidence;

  @Option(
      names = "--author",
      paramLabel = "'FAMILY, GIVEN'",
      description = "Of the results, for the citation; may be said more than once.")
  private List<String> authors = List.of();

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    var run = RunFolders.read(place);
    var info = RunFolders.info(run);
    var chosen = CellSelection.records(run, evidence);
    var target = file == null ? Path.of(Bundle.name(info) + ".tar.gz") : file;
    if (Files.exists(target)) {
      throw new CommandException(
          ExitCode.USAGE, target + " is there already; name a file that is not");
    }
    var redactor = redaction.redactor(run);
    try {
      var files = new Bundle(run, chosen, redactor, authors).write(target);
      System.out.printf(
          "%s: %d records, %d files of evidence of %d cells%n",
          target, run.records().size(), files, chosen.size());
      System.out.println("redacted: " + redactor.describe());
      System.out.println("SHA-256:  " + Sha256.of(Files.readAllBytes(target)));
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(target, e.getMessage()), e);
    }
    return ExitCode.AS_EXPECTED.code();
  }
}
