package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

  private static final CaseId MOVED = new CaseId("network", "tcp-moved-server");

  @Test
  void hasAnIdThatNeverChanges() {
    var cell = Cell.of(MOVED, "4.2.1", "root", "none", "vm:trixie");

    assertThat(cell.id())
        .isEqualTo(
            "network/tcp-moved-server[criu=4.2.1,privilege=root,runtime=none,host=vm:trixie]");
    assertThat(cell).hasToString(cell.id());
  }

  @Test
  void hasTheSameIdInWhateverOrderItsPointWasGiven() {
    var cell =
        new Cell(
            MOVED, Map.of(Axis.HOST, "h", Axis.CRIU, "c", Axis.RUNTIME, "r", Axis.PRIVILEGE, "p"));

    assertThat(cell.id()).endsWith("[criu=c,privilege=p,runtime=r,host=h]");
    assertThat(cell).isEqualTo(Cell.of(MOVED, "c", "p", "r", "h"));
  }

  @Test
  void needsAValueOnEveryAxis() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Cell(MOVED, Map.of(Axis.HOST, "local")))
        .withMessage("a cell needs a value on every axis: {HOST=local}");
  }

  @Test
  void readsACaseBack() {
    assertThat(CaseId.parse("network/tcp-moved-server")).isEqualTo(MOVED);
    assertThat(MOVED).hasToString("network/tcp-moved-server");
  }

  @Test
  void ordersCasesByRowAndName() {
    assertThat(new CaseId("a", "z")).isLessThan(new CaseId("b", "a"));
    assertThat(new CaseId("a", "a")).isLessThan(new CaseId("a", "b"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/", "serial", "serial/", "/simple-c", "a/b/c", "a/ ", "a/b/"})
  void refusesWhatIsNoCase(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> CaseId.parse(text))
        .withMessage("not a case, expected ROW/NAME: " + text);
  }
}
