package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.CellRecord.Cause;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Survival;
import org.junit.jupiter.api.Test;

class ChangesSheetTest {

  private static SampleCell cell(String name, String criu) {
    return SampleCell.of("objects/" + name)
        .criu(criu)
        .held("affinity")
        .cause(new Cause("not in any image", "taskset", "https://github.com/x/y/issues/1", null));
  }

  private static CellRecord changed(String criu) {
    return cell("affinity", criu)
        .compared("a mask", new CheckedValue("mask", "1", "3"), new CheckedValue("count", "1", "1"))
        .fails("answer", "check failed: changed: mask.");
  }

  private static List<List<String>> rows(String title, CellRecord... records) {
    return ChangesSheet.of(List.of(records)).tables().stream()
        .filter(t -> t.title().startsWith(title))
        .findFirst()
        .orElseThrow()
        .rows();
  }

  @Test
  void aChangeOfSeveralBuildsIsOneLine() {
    var kept = cell("affinity", "4.2.1").compared("a mask").works();

    assertThat(rows("Comes back changed", changed("4.3"), changed("4.1.1"), kept))
        .containsExactly(
            List.of(
                "affinity",
                "a mask",
                "mask: 1 → 3",
                "4.3, 4.1.1; kept by 4.2.1",
                "6.18.44-fc",
                "taskset",
                "not in any image",
                "https://github.com/x/y/issues/1"));
  }

  @Test
  void eachHarmHasATable() {
    var lost = cell("deadline", "4.3").compared("a policy").fails("restore", "no policy");
    var refused =
        cell("ring", "4.3").compared("a ring").left(Survival.UNHARMED).fails("dump", "no ring");

    assertThat(rows("Cannot be restored", lost, refused)).hasSize(1);
    assertThat(rows("Cannot be restored", lost, refused).get(0)).contains("no policy");
    assertThat(rows("Refused", lost, refused)).hasSize(1);
    assertThat(rows("Refused", lost, refused).get(0)).contains("no ring");
    assertThat(rows("Comes back changed", lost, refused)).isEmpty();
    assertThat(rows("Restrictions", lost)).isNotEmpty();
  }

  @Test
  void showsNothingOfOtherRowsAndOfCellsThatDidNotRun() {
    var other = SampleCell.of("serial/java").fails("answer", "no");
    var unavailable = cell("hugetlb", "4.3").compared("a page").unavailable("no page");

    assertThat(ChangesSheet.of(List.of(other, unavailable)).intro().get(0)).contains("0 cases");
  }

  @Test
  void thePageLinksToAnIssue() {
    assertThat(Sheets.html(ChangesSheet.of(List.of(changed("4.3")))))
        .contains("<a href=\"https://github.com/x/y/issues/1\">y#1</a>");
  }
}
