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

/** Writes a run as one archive. */
@Command(
    name = "bundle",
    description = {
      "Makes one archive of a run, for a paper or a report.",
      "It has the records, pages, tables, evidence of selected cells, bug reports, a citation, checksums, and for each"
          + " cell the command that runs it again.",
      "Host names, user names, addresses and home paths are replaced. Check the archive before you publish it."
    },
    exitCodeList = {
      "0:the archive is written",
      "2:a run or a glob cannot be used, or the archive exists",
      "6:the archive cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer =
        "  criu-matrix bundle target/matrix run.tar.gz --evidence 'network/*' --author 'Doe, Jane'")
final class BundleCommand implements Callable<Integer> {

  @Parameters(
      index = "0",
      paramLabel = "RUN",
      description = "Folder of the run, or its records.jsonl.")
  private Path folder;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      arity = "0..1",
      description = "The archive; default: criu-matrix-DATE-HOUR.tar.gz.")
  private Path file;

  @Option(
      names = "--evidence",
      paramLabel = "GLOB",
      description =
          "Include the evidence of these cells: globs over ids or cases, 'none', or '*'. Default: cells that differ from"
              + " their expectation.")
  private String evidence;

  @Option(
      names = "--author",
      paramLabel = "'FAMILY, GIVEN'",
      description = "Author of the results, for the citation; can be given several times.")
  private List<String> authors = List.of();

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    var run = RunFolders.read(folder);
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
