package org.criumatrix.criu;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProgramVersionTest {

  @ParameterizedTest
  @CsvSource({
    "3.17.1-2+deb12u2, 3.17.1",
    "4.3-1~exp2,       4.3",
    "1:4.2+dfsg-1.1,   4.2",
    "4.3~rc1-1,        4.3",
    "4.2,              4.2"
  })
  void aPackageVersionHoldsAnUpstreamOne(String packageVersion, String upstream) {
    assertThat(ProgramVersion.upstream(packageVersion)).isEqualTo(upstream);
  }

  @ParameterizedTest
  @CsvSource({
    "4.3,     4.3-1~exp2, true",
    "4.3-rc1, 4.3~rc1-1,  true",
    "4.31,    4.3-1,      false",
    "4.3.1,   4.3-1,      false",
    "4.2,     4.3-1,      false"
  })
  void aProgramBelongsToItsPackage(String printed, String packageVersion, boolean belongs) {
    assertThat(new ProgramVersion(printed, "").isOf(packageVersion)).isEqualTo(belongs);
  }
}
