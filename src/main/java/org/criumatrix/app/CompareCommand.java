package org.criumatrix.app;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.criumatrix.junit.Terminal;
import org.criumatrix.matrix.VersionOrder;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.report.ComparisonSheet;
import org.criumatrix.report.Sheet;
import org.criumatrix.report.Sheets;
import org.criumatrix.runs.Comparison;
import org.criumatrix.runs.Pairing;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares two runs. */
@Command(
    name = "compare",
    description = {
      "Shows what changed from run A to run B.",
      "These are cells that no longer work, fail differently or work now; new and removed cells; sub-checks and"
          + " values that changed; builds that became slower; and differences between the runs themselves.",
      "Improved, new and removed cells do not make anything worse."
    },
    exitCodeList = {
      "0:nothing got worse",
      "1:something got worse, or a run is not complete",
      "2:an option or a run cannot be used",
      "6:the page cannot be written",
      "7:the suite itself failed"
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  criu-matrix compare before target/matrix",
      "  criu-matrix compare target/matrix target/matrix --from 4.2.1 --to 4.3"
    })
final class CompareCommand implements Callable<Integer> {

  private static final Pattern CELL = Pattern.compile("[^\\[]+/[^\\[]+\\[criu=.*]");

  @Parameters(
      index = "0",
      paramLabel = "A",
      description = "Folder of the earlier run, or its records.jsonl.")
  private Path before;

  @Parameters(
      index = "1",
      paramLabel = "B",
      description = "Folder of the later run, or its records.jsonl.")
  private Path after;

  @ArgGroup(exclusive = false)
  private Builds builds;

  private static final class Builds {

    @Option(
        names = "--from",
        required = true,
        paramLabel = "CRIU",
        description = "A CRIU build of A; its cells are compared with those of --to.")
    private String from;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "CRIU",
        description = "A CRIU build of B; A and B can be the same run.")
    private String to;
  }

  @Option(names = "--markdown", description = "Print Markdown, for an issue or a mail.")
  private boolean markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page.")
  private Path html;

  @Override
  public Integer call() {
    var pairing = builds == null ? Pairing.BY_ID : new Pairing(builds.from, builds.to);
    var then = RunFolders.read(before);
    var now = RunFolders.read(after);
    if (builds != null) {
      check(then, builds.from, "--from");
      check(now, builds.to, "--to");
    }
    var comparison = Comparison.of(then, now, pairing);
    if (comparison.common() == 0) {
      throw new CommandException(
          ExitCode.USAGE,
          "%s and %s have no cell in common%s"
              .formatted(before, after, builds == null ? "" : " of the builds that were named"));
    }
    print(ComparisonSheet.of(comparison));
    var isClear = !comparison.isWorse() && comparison.incomplete().isEmpty();
    return (isClear ? ExitCode.AS_EXPECTED : ExitCode.DIFFERS).code();
  }

  /** A build that the run does not have is most often one that is named shorter. */
  private static void check(Run run, String criu, String option) {
    var there =
        run.records().stream()
            .map(CellRecord::criu)
            .distinct()
            .sorted(VersionOrder.OLDEST_FIRST)
            .toList();
    if (!there.contains(criu)) {
      throw new CommandException(
          ExitCode.USAGE,
          "%s %s: %s has no such build; it has %s"
              .formatted(option, criu, run.place(), String.join(", ", there)));
    }
  }

  /**
   * Returns the address of a cell on the page of the later run, as seen from the file that is
   * written.
   */
  private Optional<String> link(String cell) {
    var folder = Files.isDirectory(after) ? after : after.toAbsolutePath().getParent();
    var page = folder.resolve("index.html");
    if (!CELL.matcher(cell).matches() || !Files.exists(page)) {
      return Optional.empty();
    }
    var from = html.toAbsolutePath().normalize().getParent();
    var path = from.relativize(page.toAbsolutePath().normalize()).toString();
    var encoded = URLEncoder.encode(cell, StandardCharsets.UTF_8).replace("+", "%20");
    return Optional.of(path.replace(" ", "%20") + "#cell=" + encoded);
  }

  private void print(Sheet sheet) {
    System.out.print(
        markdown
            ? Sheets.markdown(sheet)
            : Sheets.text(sheet, Terminal.hasColours(), Terminal.WIDTH));
    if (html != null) {
      RunFolders.write(html, Sheets.html(sheet, this::link));
    }
  }
}
