package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.criumatrix.bundle.Submission;
import org.criumatrix.bundle.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Checks an archive that {@code bundle} or {@code submit} wrote. */
@Command(
    name = "verify-bundle",
    description = {
      "Checks that an archive is complete and that its tables match its records.",
      "It checks the checksum of every file, that none is missing or added, the records against run.json, and the"
          + " tables against the records.",
      "An archive of 'submit' is checked as 'data' checks it: whatever it refuses is named.",
      "The author of a bundle can invent its records: compare the archive's own SHA-256 with the one in the citation."
    },
    exitCodeList = {
      "0:the archive is whole",
      "1:the archive has problems",
      "2:the file is neither a bundle nor a submission",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix verify-bundle run.tar.gz")
final class VerifyBundleCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "The archive that 'bundle' or 'submit' wrote.")
  private Path file;

  @Override
  public Integer call() {
    return Submission.isIn(file) ? submission() : bundle();
  }

  private Integer submission() {
    try {
      var read = Submission.read(file);
      System.out.printf(
          "%s: %d files, %d cells: a submission of run %s%s, acceptable%n",
          file,
          read.files().size(),
          read.run().worst().size(),
          read.id(),
          read.by().isEmpty() ? "" : " by " + read.by());
      return ExitCode.AS_EXPECTED.code();
    } catch (IOException e) {
      System.out.println("  " + e.getMessage());
      System.out.println(file + ": refused");
      return ExitCode.DIFFERS.code();
    }
  }

  private Integer bundle() {
    var found = verify();
    found.problems().forEach(p -> System.out.println("  " + p));
    found.reservations().forEach(r -> System.out.println("  not checked: " + r));
    System.out.printf(
        "%s: %d files, %d cells: %s%n",
        file,
        found.files(),
        found.cells(),
        found.problems().isEmpty()
            ? "whole"
            : found.problems().size() == 1 ? "one problem" : found.problems().size() + " problems");
    return (found.problems().isEmpty() ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
  }

  private Verification verify() {
    try {
      return Verification.of(file, SuiteVersion.version());
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.USAGE, "%s is no bundle: %s".formatted(file, e.getMessage()), e);
    }
  }
}
