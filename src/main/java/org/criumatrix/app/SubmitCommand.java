package org.criumatrix.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.criumatrix.bundle.Submission;
import org.criumatrix.bundle.SubmissionWriter;
import org.criumatrix.matrix.Sha256;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes a run as an archive for those who collect runs of many machines. */
@Command(
    name = "submit",
    description = {
      "Makes an archive of a run for a site that collects runs, and sends nothing.",
      "It has the records, the provenance and checksums. Host names, user names, addresses and home paths are replaced;"
          + " evidence is only included on request.",
      "'criu-matrix verify-bundle FILE' checks such an archive; docs/submissions.md describes it."
    },
    exitCodeList = {
      "0:the archive is written",
      "2:a run, a glob or a name cannot be used, or the archive exists",
      "6:the archive cannot be written, or would be refused",
      "7:the suite itself failed"
    },
    footerHeading = "%nExample:%n",
    footer = "  criu-matrix submit target/matrix --by 'Jane Doe, Example Lab'")
final class SubmitCommand implements Callable<Integer> {

  private static final double KILO = 1000;

  @Parameters(
      paramLabel = "RUN",
      description = "Folder of the run, its records.jsonl, or a file of the history.")
  private Path folder;

  @Option(
      names = "--to",
      paramLabel = "FILE",
      description = "The archive; default: criu-matrix-ID.tar.gz, with the run's permanent id.")
  private Path file;

  @Option(
      names = "--by",
      paramLabel = "NAME",
      description = "Who submits it, to be shown with the results; default: unnamed.")
  private String by;

  @Option(
      names = "--evidence",
      paramLabel = "GLOB",
      defaultValue = "none",
      description =
          "Include the evidence of these cells: globs over ids or cases, 'none', or '*'. Default: none.")
  private String evidence;

  @Mixin private Redaction redaction;

  @Override
  public Integer call() {
    var run = RunFolders.read(folder);
    var id = RunId.of(RunFolders.info(run));
    var target = file == null ? Path.of(SubmissionWriter.name(id) + ".tar.gz") : file;
    if (Files.exists(target)) {
      throw new CommandException(
          ExitCode.USAGE, target + " is there already; name a file that is not");
    }
    var writer = writer(run);
    try {
      print(target, writer.write(target), run);
      return ExitCode.AS_EXPECTED.code();
    } catch (IOException e) {
      throw new CommandException(
          ExitCode.DISK, "%s cannot be written: %s".formatted(target, e.getMessage()), e);
    }
  }

  private SubmissionWriter writer(Run run) {
    try {
      return new SubmissionWriter(
          run, CellSelection.records(run, evidence), redaction.redactor(run), by);
    } catch (IllegalArgumentException e) {
      throw new CommandException(ExitCode.USAGE, "--by '%s': %s".formatted(by, e.getMessage()), e);
    }
  }

  private static void print(Path target, Submission written, Run run) throws IOException {
    System.out.printf("%s: %s, packed from:%n", target, size(Files.size(target)));
    var parts = new TreeMap<String, Long>();
    written
        .files()
        .forEach((name, bytes) -> parts.merge(name.replaceFirst("/.*", "/"), bytes, Long::sum));
    parts.forEach((name, bytes) -> System.out.printf("  %-16s %9s%n", name, size(bytes)));
    System.out.printf(
        "Run:      %s, %d records of %d cells%s%n",
        written.id(),
        written.run().records().size(),
        written.run().worst().size(),
        RunFolders.info(run).isWhole() ? "" : "; it was cut off");
    System.out.println("By:       " + (written.by().isEmpty() ? "unnamed" : written.by()));
    System.out.println("Redacted: " + written.redacted());
    System.out.println("SHA-256:  " + Sha256.of(Files.readAllBytes(target)));
    System.out.println("Look at it before you send it: tar xzOf %s | less".formatted(target));
    System.out.println(
        "Send it as a pull request that adds it to submissions/ of a collecting site, see docs/submissions.md.");
  }

  private static String size(long bytes) {
    return bytes < KILO * KILO
        ? String.format(Locale.ROOT, "%.1f kB", bytes / KILO)
        : String.format(Locale.ROOT, "%.1f MB", bytes / KILO / KILO);
  }
}
