package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.criumatrix.bundle.Verification;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Whether an archive is what it was. */
@Command(
    name = "verify-bundle",
    description = {
      "Checks an archive: every file by its checksum, none gone and none added, the records by what the run says of"
          + " itself, the tables by the records.",
      "Who makes a bundle can make up its records: ask for the archive's own SHA-256 from where it is cited."
    })
final class VerifyBundleCommand implements Callable<Integer> {

  @Parameters(paramLabel = "FILE", description = "What 'bundle' wrote.")
  private Path file;

  @Override
  public Integer call() {
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
