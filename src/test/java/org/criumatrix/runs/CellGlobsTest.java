package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.matrix.Selection;
import org.criumatrix.record.CellRecord;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class CellGlobsTest {

  private static final List<CellRecord> ALL =
      Stream.of("serial/simple-c", "serial/java", "network/tcp-closed")
          .flatMap(
              id ->
                  Stream.of("4.2.1", "4.3")
                      .flatMap(
                          criu ->
                              Stream.of("root", "unprivileged")
                                  .map(p -> cell(id).criu(criu).privilege(p).works())))
          .toList();

  private static SampleCell cell(String id) {
    return SampleCell.of(id);
  }

  @Test
  void severalCellsShareAGlob() {
    assertThat(CellGlobs.of(ALL.subList(0, 8)))
        .containsExactly(
            "serial/{java,simple-c}[criu={4.2.1,4.3},privilege={root,unprivileged},runtime=none,host=local]");
  }

  @Test
  void theySelectExactlyTheCells() {
    var some = List.of(ALL.get(0), ALL.get(3), ALL.get(5), ALL.get(6), ALL.get(11));

    var selection = Selection.of(String.join(" ", CellGlobs.of(some)));

    assertThat(ALL.stream().filter(r -> selection.matches(r.axes().cell())))
        .containsExactlyElementsOf(some);
  }

  @Test
  void theKernelIsNotPartOfACell() {
    var two = List.of(cell("serial/java").works(), cell("serial/java").kernel("6.1.0").works());

    assertThat(CellGlobs.of(two))
        .containsExactly("serial/java[criu=4.3,privilege=root,runtime=none,host=local]");
  }
}
