package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import org.criumatrix.debian.Suite;
import org.criumatrix.matrix.VersionOrder;
import org.junit.jupiter.api.Test;

class CatalogueLineTest {

  @Test
  void theCatalogueIsReadableAndASuiteSharesTheListsOfItsBase() {
    var lines = CatalogueLine.all();

    assertThat(lines)
        .isSortedAccordingTo(
            (a, b) -> VersionOrder.OLDEST_FIRST.compare(a.expected(), b.expected()));
    assertThat(lines).contains(new CatalogueLine(Suite.named("experimental"), "4.3"));
    assertThat(CatalogueLine.byArchive(lines)).containsOnlyKeys("bookworm", "trixie", "sid");
  }
}
