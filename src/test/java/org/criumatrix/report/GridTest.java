package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a table of kernels, or of user lands, says of records. */
class GridTest {

  private static final String OLD = "5.10.0-32-cloud-amd64";
  private static final String MIDDLE = "6.16.12+deb13-cloud-amd64";
  private static final String NEW = "7.3.4+deb13-cloud-amd64";
  private static final String WHY = "Linux 6.16 answers for unix sockets alone";

  private static SampleCell cell(String id, String criu, String kernel) {
    return SampleCell.of(id).criu(criu).on("kernel:" + kernel.substring(0, 4), kernel);
  }

  private static CellRecord fails(String id, String criu, String kernel) {
    return cell(id, criu, kernel).why(WHY).fails("dump", "Can't get 1:16 opt");
  }

  /** Two builds on three kernels: the older build has no sockets from 6.16 on. */
  private static List<CellRecord> records() {
    var records = new ArrayList<CellRecord>();
    for (var kernel : List.of(NEW, OLD, MIDDLE)) {
      for (var criu : List.of("4.3", "4.1.1")) {
        records.add(cell("serial/a", criu, kernel).works());
        records.add(cell("network/refused", criu, kernel).refuses());
        records.add(
            criu.equals("4.1.1") && !kernel.equals(OLD)
                ? fails("network/b", criu, kernel)
                : cell("network/b", criu, kernel).works());
      }
    }
    return records;
  }

  private static Sheet sheet(List<CellRecord> records) {
    return Grid.of(GridAxis.KERNEL, List.of("Runs of today."), records).sheet();
  }

  private static List<List<String>> table(Sheet sheet, String title) {
    return sheet.tables().stream()
        .filter(t -> t.title().equals(title))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  private static List<List<String>> works(List<CellRecord> records) {
    return table(sheet(records), "What works");
  }

  private static List<List<String>> causes(List<CellRecord> records, String criu) {
    return table(sheet(records), "Why cells fail with CRIU " + criu);
  }

  @Test
  void aLineIsAKernelAndAColumnABuildTheOldestFirst() {
    assertThat(sheet(records()).tables().get(0).columns())
        .containsExactly("Linux", "CRIU 4.1.1", "CRIU 4.3", "played", "hosts");
    assertThat(works(records()))
        .containsExactly(
            List.of(OLD, "✓ 2 of 2 ⊘1", "✓ 2 of 2 ⊘1", "6 of 6", "kernel:5.10"),
            List.of(MIDDLE, "◐ 1 of 2 ⊘1", "✓ 2 of 2 ⊘1", "6 of 6", "kernel:6.16"),
            List.of(NEW, "◐ 1 of 2 ⊘1", "✓ 2 of 2 ⊘1", "6 of 6", "kernel:7.3."));
  }

  @Test
  void aCauseSaysWhichKernelsHaveIt() {
    assertThat(causes(records(), "4.1.1")).containsExactly(List.of(WHY, "≥ 6.16", "1", "network"));
    assertThat(causes(records(), "4.3")).isEmpty();
  }

  @Test
  void whatNotEveryKernelHasComesFirst() {
    var records = new ArrayList<>(records());
    for (var kernel : List.of(OLD, MIDDLE, NEW)) {
      for (var name : List.of("c", "d", "e")) {
        records.add(
            cell("serial/" + name, "4.1.1", kernel).why("no kernel can").fails("dump", "no way"));
      }
    }

    assertThat(causes(records, "4.1.1"))
        .containsExactly(
            List.of(WHY, "≥ 6.16", "1", "network"), List.of("no kernel can", "all", "3", "serial"));
  }

  /** A kernel that has run less would otherwise look better than the others. */
  @Test
  void cellsThatOnlyOtherKernelsHaveRunAreCountedAsNotRun() {
    var records = new ArrayList<>(records());
    records.removeIf(r -> r.kernel().equals(NEW) && r.caseId().toString().equals("network/b"));

    assertThat(works(records).get(2))
        .containsExactly(NEW, "✓ 1 of 2 ⊘1 ·1", "✓ 1 of 2 ⊘1 ·1", "4 of 6", "kernel:7.3.");
  }

  @Test
  void whatWasPlannedAndNotRunCountsToo() {
    var records = new ArrayList<>(records());
    var missing = Cell.of(CaseId.parse("serial/z"), "4.3", "root", "none", "kernel:5.10");
    records.add(NotRun.of(missing, OLD, "").toRecord());

    assertThat(works(records))
        .extracting(row -> row.get(2))
        .containsExactly("✓ 2 of 3 ⊘1 ·1", "✓ 2 of 3 ⊘1 ·1", "✓ 2 of 3 ⊘1 ·1");
  }

  @Test
  void aBuildThatAKernelHasNeverRunIsUntried() {
    var records = new ArrayList<>(records());
    records.removeIf(r -> r.kernel().equals(NEW) && r.criu().equals("4.1.1"));

    assertThat(works(records).get(2).get(1)).isEqualTo("?");
    assertThat(causes(records, "4.1.1"))
        .as("7.3 was not tried, so that nothing is said of it")
        .containsExactly(List.of(WHY, "6.16", "1", "network"));
  }

  @Test
  void whatCannotBeRunIsCountedApartWithItsReason() {
    var records = new ArrayList<>(records());
    records.add(cell("gpu/a", "4.3", OLD).unavailable("no GPU"));
    records.add(cell("gpu/a", "4.3", MIDDLE).unavailable("no GPU"));
    records.add(cell("gpu/a", "4.3", NEW).broken("the machine is gone"));

    assertThat(works(records))
        .extracting(row -> row.get(2))
        .containsExactly("✓ 2 of 3 ⊘1 –1", "✓ 2 of 3 ⊘1 –1", "✓ 2 of 3 ⊘1 !1*");
    assertThat(table(sheet(records), "Could not be run"))
        .containsExactly(
            List.of("no GPU", "4.3", "≤ 6.16", "1", "gpu"),
            List.of("the machine is gone", "4.3", "7.3", "1", "gpu"));
  }

  @Test
  void buildsWithTheSameReasonShareALine() {
    var records =
        List.of(
            cell("gpu/a", "4.2.1", OLD).unavailable("no GPU"),
            cell("gpu/a", "4.3", OLD).unavailable("no GPU"));

    assertThat(table(sheet(records), "Could not be run"))
        .containsExactly(List.of("no GPU", "4.2.1, 4.3", "5.10", "1", "gpu"));
  }

  @Test
  void whereNothingCouldBeRestoredTheOtherEndsAreCounted() {
    var records =
        List.of(
            cell("gpu/a", "4.3", OLD).unavailable("no GPU"),
            cell("gpu/b", "4.3", OLD).unavailable("no GPU"),
            cell("gpu/c", "4.3", OLD).refuses());

    assertThat(works(records)).containsExactly(List.of(OLD, "⊘1 –2", "1 of 3", "kernel:5.10"));
  }

  @Test
  void aCellThatFailedOnceFails() {
    var flaky = cell("serial/a", "4.3", OLD);
    var records =
        List.of(
            flaky.attempt(1).works(),
            flaky.attempt(2).judged(Judgement.REGRESSION).fails("restore", "lost its sockets"),
            flaky.attempt(3).works(),
            cell("serial/b", "4.3", OLD).works(),
            SampleCell.of("serial/b").on("vm:bullseye", OLD).unavailable("no memory"));

    assertThat(works(records))
        .containsExactly(List.of(OLD, "◐ 1 of 2*", "2 of 2", "kernel:5.10 vm:bullseye"));
    assertThat(causes(records, "4.3"))
        .containsExactly(List.of("fails at restore: lost its sockets", "5.10", "1", "serial"));
  }

  @Test
  void aPairOfMachinesIsOfNoKernel() {
    var pair = SampleCell.of("network/move").on("vm:bookworm+trixie", "6.1.0").works();

    assertThat(GridAxis.KERNEL.has(pair)).isFalse();
    assertThat(Grid.of(GridAxis.KERNEL, List.of(), List.of(pair)).isEmpty()).isTrue();
  }

  @Test
  void userLandsAreOrderedByTheAgeOfTheirSuite() {
    var records = new ArrayList<CellRecord>();
    for (var suite : List.of("sid", "alpine", "trixie", "bookworm")) {
      records.add(SampleCell.of("applications/lua").on("userland:" + suite, "6.18.44").works());
    }
    records.add(SampleCell.of("serial/a").works());

    var sheet = Grid.of(GridAxis.USERLAND, List.of(), records).sheet();

    assertThat(table(sheet, "What works"))
        .containsExactly(
            List.of("bookworm", "✓ 1 of 1", "1 of 1", "6.18.44"),
            List.of("trixie", "✓ 1 of 1", "1 of 1", "6.18.44"),
            List.of("sid", "✓ 1 of 1", "1 of 1", "6.18.44"),
            List.of("alpine", "✓ 1 of 1", "1 of 1", "6.18.44"));
  }

  @Test
  void theDataMakesTheSameTables(@TempDir Path folder) throws IOException {
    var records = new ArrayList<>(records());
    records.add(cell("gpu/a", "4.3", OLD).unavailable("# no, \"really\",\nno GPU"));
    var grid = Grid.of(GridAxis.KERNEL, List.of("Runs of\ntoday.", "As root."), records);
    var file = Files.writeString(folder.resolve("kernels.csv"), grid.csv());

    var again = Grid.read(GridAxis.KERNEL, file);

    assertThat(again.intro()).containsExactly("Runs of today.", "As root.");
    assertThat(again.csv()).isEqualTo(grid.csv());
    assertThat(again.sheet().tables()).isEqualTo(grid.sheet().tables());
  }
}
