package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.criumatrix.testing.SampleCell;
import org.junit.jupiter.api.Test;

class AxisProductTest {

  private static SampleCell cell(String name, String criu, String privilege) {
    return Samples.cell("serial/" + name).criu(criu).privilege(privilege);
  }

  private static List<String> lines(SampleCell... cells) {
    var boxes = Stream.of(cells).map(c -> AxisProduct.of(c.works())).toList();
    return AxisProduct.joined(boxes).stream().map(b -> String.join(" ", b.fields())).toList();
  }

  @Test
  void aCellIsNamedByItself() {
    assertThat(lines(cell("java", "4.3", "root")))
        .containsExactly("serial/java 4.3 root none local =6.18");
  }

  @Test
  void cellsThatDifferInOneAxisShareALine() {
    assertThat(lines(cell("java", "4.3", "root"), cell("java", "4.2.1", "root")))
        .containsExactly("serial/java {4.2.1,4.3} root none local =6.18");
  }

  @Test
  void aWholeGridSharesALine() {
    assertThat(
            lines(
                cell("b", "4.3", "root"),
                cell("a", "4.2.1", "sudo"),
                cell("a", "4.3", "root"),
                cell("b", "4.2.1", "sudo"),
                cell("b", "4.2.1", "root"),
                cell("a", "4.3", "sudo"),
                cell("a", "4.2.1", "root"),
                cell("b", "4.3", "sudo")))
        .containsExactly("serial/{a,b} {4.2.1,4.3} {root,sudo} none local =6.18");
  }

  @Test
  void noCellIsNamedThatWasNotMeant() {
    assertThat(
            lines(cell("a", "4.3", "root"), cell("b", "4.2.1", "root"), cell("a", "4.2.1", "root")))
        .containsExactlyInAnyOrder(
            "serial/{a,b} 4.2.1 root none local =6.18", "serial/a 4.3 root none local =6.18");
  }

  @Test
  void kernelsAreNamedByTheirFirstTwoNumbers() {
    assertThat(
            lines(
                cell("a", "4.3", "root").on("vm:trixie", "6.12.9"),
                cell("a", "4.3", "root").on("vm:trixie", "7.3-rc7")))
        .containsExactly("serial/a 4.3 root none vm:trixie {6.12.*,7.3-*}");
    assertThat(lines(cell("a", "4.3", "root").on("local", "unknown")))
        .containsExactly("serial/a 4.3 root none local unknown");
  }

  @Test
  void rowsHaveLinesOfTheirOwn() {
    assertThat(lines(Samples.cell("serial/a"), Samples.cell("network/a"))).hasSize(2);
  }
}
