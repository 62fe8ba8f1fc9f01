package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class MeasuredDataTest {

  private static final Cell FORK = cell("threads-forks/fork");
  private static final Cell JAVA = cell("serial/java");

  @Test
  void holdsEveryAttemptThatWorksWithThePlaceOfItsCell() throws Exception {
    var records =
        List.of(
            SampleCell.detailed(FORK).took(1.5, 1, 2, 4096).works(),
            SampleCell.detailed(FORK).took(2.5, 1, 2, 8192).attempt(2).works(),
            SampleCell.detailed(FORK).took(9, 9, 9, 9).attempt(3).fails("dump", "no"),
            SampleCell.detailed(JAVA).took(7, 3, 5, 100).works());
    var overview = Overview.of(records, SampleRun.run(records), Map.of());

    var data = new ObjectMapper().readTree(new MeasuredData(overview).json());

    assertThat(overview.records().get(1).id()).isEqualTo(FORK.id());
    assertThat(data.get("cell")).hasToString("[0,1,1]");
    assertThat(data.at("/series/0/key").asText()).isEqualTo("dump");
    assertThat(data.at("/series/0/values")).hasToString("[7.0,1.5,2.5]");
    assertThat(data.at("/series/3/values")).hasToString("[100,4096,8192]");
    assertThat(data.get("series").findValuesAsText("key"))
        .as("of what nothing was measured there is no series")
        .containsExactly("dump", "frozen", "restore", "images", "freezing");
  }

  private static Cell cell(String name) {
    return Cell.of(CaseId.parse(name), "4.3", "root", "none", "local");
  }
}
