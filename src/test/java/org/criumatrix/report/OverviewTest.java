package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.record.RunInfo.NotRun;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class OverviewTest {

  @Test
  void ofSeveralRecordsOfACellTheLastCounts() {
    var cell = Cell.of(CaseId.parse("serial/simple-c"), "4.3", "root", "none", "local");
    var cutOff = SampleCell.of(cell).broken("the run was cut off");
    var again = SampleCell.of(cell).works();

    var overview = Overview.of(List.of(cutOff, again), SampleRun.run(List.of()), Map.of());

    assertThat(overview.records()).containsExactly(again);
  }

  @Test
  void aCellIsNoChangeSinceThePublicationIfItsCaseIsNone() {
    var works = PublishedRun.cell("tcp-one-host-client", "root").works();
    var fails = PublishedRun.cell("tcp-one-host-client", "capabilities").fails("dump", "EPERM");
    var records = List.of(works, fails);

    var both = Overview.of(records, SampleRun.run(records), Map.of());
    assertThat(both.since(works)).contains(Since.AS_PUBLISHED);
    assertThat(both.since(fails)).isEmpty();

    var alone = Overview.of(List.of(fails), SampleRun.run(records), Map.of());
    assertThat(alone.since(fails)).contains(Since.FAILS_NOW);
  }

  @Test
  void aCellWithoutARecordCountsAsPlanned() {
    var works = SampleCell.of("serial/java").works();
    var missing = SampleCell.of("serial/python").cell();
    var run =
        SampleRun.withNotRun(List.of(works), List.of(NotRun.of(missing, "6.18.44-fc", "A case.")));

    var overview = Overview.of(List.of(works), run, Map.of());
    var tally = overview.tally(overview.rows().get(0), Column.of(works));

    assertThat(overview.records()).containsExactly(works);
    assertThat(overview.notRun()).isEqualTo(1);
    assertThat(Marks.UNICODE.entry(tally)).isEqualTo("1 of 2 ·1");
  }

  @Test
  void keepsThePublishedOrderAndAppendsNewRows() {
    var keys = TableRow.all(List.of("zram", "network")).stream().map(TableRow::key);

    assertThat(keys)
        .startsWith("serial", "threads-forks", "open-files", "containers")
        .endsWith("parallel", "zram");
  }

  @Test
  void sortsVersionsByNumberAndPrivilegesByPower() {
    var versions = new ArrayList<>(List.of("4.10", "path:/x", "4.9", "3.17.1", "4.1.1", "4.1"));
    versions.sort(ValueOrder.of("criu"));
    var privileges = new ArrayList<>(List.of("unprivileged", "capabilities", "new", "root"));
    privileges.sort(ValueOrder.of("privilege"));

    assertThat(versions).containsExactly("3.17.1", "4.1", "4.1.1", "4.9", "4.10", "path:/x");
    assertThat(privileges).containsExactly("root", "capabilities", "unprivileged", "new");
  }
}
