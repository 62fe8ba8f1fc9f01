package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** How several kernels, or user lands, are named. */
class GridSpansTest {

  private static final List<String> KERNELS =
      List.of(
          "5.10.0-32", "6.12.95+deb12", "6.12.117+deb13", "6.16.12", "7.3-cloud", "7.3.4+deb13");

  private final GridSpans kernels = new GridSpans(GridAxis.KERNEL, KERNELS);

  private String of(int... places) {
    return kernels.of(Arrays.stream(places).mapToObj(KERNELS::get).toList());
  }

  @Test
  void aKernelHasTheShortestNameThatIsItsOwn() {
    assertThat(of(0)).isEqualTo("5.10");
    assertThat(of(1)).isEqualTo("6.12.95");
    assertThat(of(4)).isEqualTo("7.3");
    assertThat(of(5)).isEqualTo("7.3.4");
    assertThat(
            new GridSpans(GridAxis.KERNEL, List.of("6.18.4-a", "6.18.4-b")).of(List.of("6.18.4-b")))
        .isEqualTo("6.18.4-b");
  }

  @Test
  void kernelsThatFollowEachOtherAreARange() {
    assertThat(of(3, 4, 5)).isEqualTo("≥ 6.16");
    assertThat(of(0, 1, 2)).isEqualTo("≤ 6.12.117");
    assertThat(of(1, 2, 3)).isEqualTo("6.12.95 to 6.16");
    assertThat(of(0, 2, 3, 5)).isEqualTo("5.10, 6.12.117 to 6.16, 7.3.4");
    assertThat(of(0, 1, 2, 3, 4, 5)).isEqualTo("all");
  }

  @Test
  void theOnlyKernelIsNotAll() {
    assertThat(new GridSpans(GridAxis.KERNEL, List.of("6.1.0")).of(List.of("6.1.0")))
        .isEqualTo("6.1");
  }

  @Test
  void userLandsAreNamedOneByOne() {
    var lands = new GridSpans(GridAxis.USERLAND, List.of("bookworm", "trixie", "sid"));

    assertThat(lands.of(List.of("sid", "trixie"))).isEqualTo("trixie, sid");
    assertThat(lands.of(List.of("sid", "trixie", "bookworm"))).isEqualTo("all");
  }
}
