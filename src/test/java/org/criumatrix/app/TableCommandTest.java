package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.runs.Samples;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** {@code ./criu-matrix table} as a user calls it. */
@ResourceLock(Resources.SYSTEM_OUT)
class TableCommandTest {

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void writeRun() throws Exception {
    var records = new ArrayList<CellRecord>();
    for (var criu : List.of("4.2.1", "4.10")) {
      for (var privilege : List.of("root", "capabilities", "unprivileged")) {
        records.add(cell("serial/a", criu, privilege).works());
        records.add(
            privilege.equals("root")
                ? cell("serial/b", criu, privilege).works()
                : cell("serial/b", criu, privilege).fails("dump", "no"));
      }
    }
    var missing = Cell.of(CaseId.parse("serial/c"), "4.2.1", "sudo", "none", "local");
    run =
        Samples.written(folder.resolve("run"), info(missing), records.toArray(CellRecord[]::new))
            .place();
  }

  private static SampleCell cell(String id, String criu, String privilege) {
    return SampleCell.of(id).criu(criu).privilege(privilege);
  }

  private static RunInfo info(Cell missing) {
    var info = Samples.info(12);
    return new RunInfo(
        info.suite(),
        info.started(),
        null,
        info.options(),
        info.hosts(),
        info.criuBuilds(),
        info.notes(),
        13,
        12,
        info.expectations(),
        info.timesMs(),
        List.of(NotRun.of(missing, "6.18.44-fc", "")));
  }

  @Test
  void theColumnsAreThoseOfTheNewestBuildUnlessOthersAreNamed() {
    assertThat(CommandCall.of("table", run).out())
        .contains("CRIU 4.10", "root", "caps")
        .doesNotContain("4.2.1", "sudo");
    assertThat(CommandCall.of("table", run, "--criu", "4.2*").out())
        .contains("CRIU 4.2.1", "sudo")
        .doesNotContain("4.10");
  }

  @Test
  void csvHasAColumnForEachBuildAndPrivilege() {
    var csv =
        CommandCall.of("table", run, "--criu", "*", "--privilege", "root,capabilities", "--csv");

    assertThat(csv.exit()).isZero();
    assertThat(csv.out().lines())
        .contains(
            "row,\"arXiv:2402.05244, CRIU 3.17.1\",\"arXiv:2402.05244, CRIU non-root\",CRIU 4.2.1 root,CRIU 4.2.1 capabilities,CRIU 4.10 root,CRIU 4.10 capabilities",
            "Serial,works,works,✓,1 of 2,✓,1 of 2");
  }

  @Test
  void markdownHasTheTableAndNamesThePublication() {
    var markdown = CommandCall.of("table", run, "--privilege", "root", "--md").out();

    assertThat(markdown.lines())
        .contains("| Row | published: 3.17.1 | published: non-root | CRIU 4.10 root |")
        .contains("| Serial | ✓ (root) | ✓ | ✓ |");
    assertThat(markdown)
        .contains("computational simulations", "(https://arxiv.org/abs/2402.05244)")
        .doesNotContain("Differs from expectation");
  }

  @Test
  void latexIsOnePortraitPageIfTheTableFits() {
    var few = CommandCall.of("table", run, "--tex").out();

    assertThat(few)
        .contains("\\usepackage[a4paper,margin=15mm]{geometry}", "Serial & ", "arXiv:2402.05244")
        .contains("\\multicolumn{3}{c}{CRIU 4.10}")
        .doesNotContain("\\clearpage", "{{", "since then")
        .endsWith("\\end{document}\n");
  }

  @Test
  void aSelectionWithoutCellsNamesWhatIsThere() {
    var none = CommandCall.of("table", run, "--criu", "4.3");

    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.err())
        .contains(
            "has no cell like that; its CRIU builds are 4.10, 4.2.1, its privileges capabilities, root");
    assertThat(CommandCall.of("table", run, "--tex", "--md").exit()).isEqualTo(2);
    assertThat(CommandCall.of("table", folder).exit()).isEqualTo(2);
  }
}
