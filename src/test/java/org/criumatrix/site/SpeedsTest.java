package org.criumatrix.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.criumatrix.dataset.CellEntry;
import org.junit.jupiter.api.Test;

class SpeedsTest {

  @Test
  void aDifferenceThatNearlyAllPairsHaveIsNamed() {
    assertThat(Speeds.sentence("The dump", Collections.nCopies(40, 1.2), "4.2.1"))
        .isEqualTo(
            "The dump is slower: median +20 % against CRIU 4.2.1, slower in 40 of 40 cells that both ran.");
    assertThat(Speeds.sentence("The dump", Collections.nCopies(40, 0.5), "4.2.1"))
        .contains("is faster: median -50 %", "faster in 40 of 40");
  }

  @Test
  void aDifferenceThatPairsDisagreeAboutIsNone() {
    var mixed =
        Stream.concat(Collections.nCopies(22, 1.5).stream(), Collections.nCopies(18, .7).stream())
            .toList();

    assertThat(Speeds.sentence("The restore", mixed, "4.2.1"))
        .contains("takes as long as with CRIU 4.2.1");
  }

  @Test
  void aSmallDifferenceIsNotWorthAWord() {
    assertThat(Speeds.sentence("The restore", Collections.nCopies(400, 1.02), "4.2.1"))
        .contains("takes as long as");
  }

  @Test
  void fewPairsSayNothing() {
    var cells = SampleData.all().cells();
    var older = cells.stream().filter(c -> c.criu().equals("4.2.1")).toList();
    var newer = cells.stream().filter(c -> c.criu().equals("4.3")).toList();

    assertThat(Speeds.section(older, newer, "4.2.1")).isEmpty();
    assertThat(Speeds.section(many(older), many(newer), "4.2.1").toString())
        .contains("The dump is slower: median +20 %");
  }

  /** Cells of as many kernels. */
  private static List<CellEntry> many(List<CellEntry> cells) {
    var works = cells.stream().filter(c -> c.verdict().equals("works")).findFirst().orElseThrow();
    return IntStream.range(0, 30).mapToObj(i -> onKernel(works, "6." + i)).toList();
  }

  private static CellEntry onKernel(CellEntry c, String kernel) {
    return new CellEntry(
        c.id(),
        c.run(),
        c.machine(),
        c.caseId(),
        c.criu(),
        c.privilege(),
        c.runtime(),
        c.host(),
        kernel,
        c.verdict(),
        c.phase(),
        c.error(),
        c.errorId(),
        c.cause(),
        c.harm(),
        c.judgement(),
        c.traits(),
        c.options(),
        c.commands(),
        c.attempts(),
        c.worked(),
        c.dumpMs(),
        c.frozenMs(),
        c.restoreMs(),
        c.wallMs(),
        c.imageBytes(),
        c.ended(),
        c.program(),
        c.runs(),
        c.latest());
  }
}
