package org.criumatrix.bundle;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunInfo;

/**
 * Writes the archive's README: what the archive is, how to check it, and how to reproduce a cell.
 */
final class BundleReadme {

  static final String FILE = "README.md";
  static final String COMMANDS = "reproduce.tsv";

  private static final String TEXT =
      """
      # %s

      What CRIU (Checkpoint/Restore In Userspace) checkpointed and restored in one run of criu-matrix %s, started %s:
      %s.

      | File | What it is |
      |---|---|
      | `index.html` | the matrix page; opens in a browser, needs no network |
      | `applications.html` | applications by name, and how each is checkpointed |
      | `changes.html` | what came back changed although no call failed |
      | `matrix.md`, `matrix.csv`, `matrix.tex` | the published table next to this run's results |
      | `rates.csv` | how often repeated cells failed, with the bounds of their rates |
      | `records.jsonl`, `run.json` | every verdict with its evidence, and the provenance of the run |
      | `evidence/` | logs and outputs of %s |
      | `reports/` | for each failing cell, a report ready to paste into a CRIU issue |
      | `%s` | the command that runs each cell again |
      | `CITATION.cff` | how to cite this |
      | `SHA256SUMS` | the checksum of every file |

      ## Check it

          sha256sum --check --quiet SHA256SUMS

      In a checkout, criu-matrix also checks the tables against the records:

          ./criu-matrix verify-bundle ARCHIVE.tar.gz

      ## Reproduce a cell

      On Linux, as root, with git, Maven and a JDK of 17 or later, %s

          %s

      This is the command for the first cell of `%s`, which has the commands of all cells. It fetches CRIU and everything
      else that is missing, and exits with 0 if the cell is as expected. Another kernel, processor or privilege can lead
      to another verdict.
      %s
      ## CRIU builds

      | CRIU | From | Package | SHA-256 of the program |
      |---|---|---|---|
      %s

      ## Hosts

      %s

      ## Redacted

      %s.

      ## Cite it

      `CITATION.cff` names these results, and the publication whose table they reproduce:
      %s.
      """;

  private BundleReadme() {}

  static String text(String title, Run run, RunInfo info, int chosen, Redactor redactor) {
    return TEXT.formatted(
        title,
        info.suite(),
        info.started(),
        verdicts(run),
        chosen == 0 ? "no cell: none was selected" : chosen == 1 ? "one cell" : chosen + " cells",
        COMMANDS,
        checkout(info),
        run.records().isEmpty() ? "" : Reproduction.command(run.records().get(0), info),
        COMMANDS,
        reservations(info),
        info.criuBuilds().stream()
            .map(
                b ->
                    "| %s | %s | %s | `%s` |"
                        .formatted(b.version(), b.origin(), b.packageVersion(), b.sha256()))
            .collect(Collectors.joining("\n")),
        info.hosts().entrySet().stream()
            .map(
                h ->
                    "- %s: %s, Linux %s, %s"
                        .formatted(
                            h.getKey(),
                            h.getValue().getOrDefault("distribution", "unknown distribution"),
                            h.getValue().getOrDefault("kernel", "unknown"),
                            h.getValue().getOrDefault("processor", "unknown processor")))
            .collect(Collectors.joining("\n")),
        redactor.describe(),
        Citation.publication());
  }

  static String commands(Run run, RunInfo info) {
    return run.records().stream()
        .map(r -> r.id() + "\t" + Reproduction.command(r, info) + "\n")
        .distinct()
        .collect(Collectors.joining());
  }

  /** Returns {@code 548 cells: 217 works, 261 fails}. */
  static String verdicts(Run run) {
    var worst = run.worst();
    var counts =
        new TreeMap<>(worst.stream().collect(groupingBy(r -> r.verdict().key(), counting())));
    return "%d cells: %s"
        .formatted(
            worst.size(),
            counts.entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", ")));
  }

  private static String checkout(RunInfo info) {
    return Reproduction.commit(info)
        .map(c -> "in a checkout of criu-matrix at `%s` (`git checkout %s`):".formatted(c, c))
        .orElse("in criu-matrix " + info.suite() + ":");
  }

  private static String reservations(RunInfo info) {
    var reservations =
        List.of(
            Reproduction.hadChanges(info)
                ? "The suite had uncommitted changes: find out what they were before you rely on the results."
                : "",
            info.option("matrix.file").isEmpty()
                ? ""
                : "Judged by a file of expectations of its own (`matrix.file`), which is not in here: verdicts are the same"
                    + " without it, judgements may not be.",
            info.isWhole() ? "" : "The run was cut off: cells are missing.");
    return reservations.stream()
        .filter(r -> !r.isEmpty())
        .map(r -> "\n**" + r + "**\n")
        .collect(Collectors.joining());
  }
}
