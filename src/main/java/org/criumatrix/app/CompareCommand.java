package org.criumatrix.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.criumatrix.junit.Terminal;
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
        description = "Compare A's cells of this CRIU build with B's cells of --to.")
    private String from;

    @Option(
        names = "--to",
        required = true,
        paramLabel = "CRIU",
        description = "The CRIU build of B's cells; A and B may be the same run.")
    private String to;
  }

  @Option(names = "--markdown", description = "Print Markdown, for an issue or a mail.")
  private boolean markdown;

  @Option(names = "--html", paramLabel = "FILE", description = "Also write a page.")
  private Path html;

  @Override
  public Integer call() {
    var pairing = builds == null ? Pairing.BY_ID : new Pairing(builds.from, builds.to);
    var comparison = Comparison.of(RunFolders.read(before), RunFolders.read(after), pairing);
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

  private void print(Sheet sheet) {
    System.out.print(
        markdown
            ? Sheets.markdown(sheet)
            : Sheets.text(sheet, Terminal.hasColours(), Terminal.WIDTH));
    if (html != null) {
      RunFolders.write(html, Sheets.html(sheet));
    }
  }
}
