package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TrendsTest {

  @Test
  void eachRunOfAResultCounts() {
    var cells =
        List.of(
            SampleEntry.of("parallel/mpi").in(SampleEntry.RUN, SampleFacts.LATER).works(),
            SampleEntry.of("parallel/mpi-tcp").in(SampleEntry.RUN).older().works(),
            SampleEntry.of("parallel/mpi-tcp").in(SampleFacts.LATER).fails("x-0001"),
            SampleEntry.of("parallel/mpi-plain").in(SampleFacts.LATER).works(),
            SampleEntry.of("parallel/mpi-without-flag").in(SampleFacts.LATER).refuses(),
            SampleEntry.of("parallel/new").in(SampleFacts.LATER).unavailable("no MPI"));

    var trends = Trends.of(cells, SampleFacts.CASES, SampleFacts.RUNS);

    assertThat(
            trends.stream()
                .filter(t -> t.kind().equals("situation"))
                .findFirst()
                .orElseThrow()
                .points())
        .as("the same two cells")
        .extracting(Trend.Point::cells)
        .matches(c -> c.get(0).equals(c.get(1)));
    assertThat(trends.get(0).points().get(0).cells())
        .as("the later run has more")
        .isNotEqualTo(trends.get(0).points().get(1).cells());
    assertThat(trends)
        .usingRecursiveFieldByFieldElementComparatorIgnoringFields("points.cells")
        .containsExactly(
            new Trend("build", "4.3", List.of(point(2, 2), later(3, 4))),
            new Trend("row", "parallel", List.of(point(2, 2), later(3, 4))),
            new Trend("situation", "mpi", List.of(point(2, 2), later(1, 2))));
  }

  private static Trend.Point point(int works, int of) {
    return new Trend.Point(SampleEntry.RUN, "2026-11-30T17:00:00Z", "4.3", "6.18.1", works, of, "");
  }

  private static Trend.Point later(int works, int of) {
    return new Trend.Point(
        SampleFacts.LATER, "2026-12-02T00:00:00Z", "4.3", "6.18.1", works, of, "");
  }
}
