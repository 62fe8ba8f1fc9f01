package org.criumatrix.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelPatternTest {

  @ParameterizedTest
  @CsvSource({
    ">=6.13,     6.18.44-fc-v669,   true",
    ">=6.13,     6.13.0,            true",
    ">=6.13,     6.13-rc1,          true",
    ">=6.13,     6.9,               false",
    ">=6.13,     5.10.0-33-amd64,   false",
    ">=6,        5.10.0-33-amd64,   false",
    "'>= 6.13',  6.14,              true",
    "' >=6.13 ', 6.14,              true",
    ">6.13,      6.13.4,            false",
    ">6.13,      6.14,              true",
    "<6.13,      6.9.12,            true",
    "<6.13,      6.13,              false",
    "<=6.13,     6.13.99,           true",
    "<=6.13.1,   6.13.2,            false",
    "=5.10,      5.10.0-33-amd64,   true",
    "=5.10.0,    5.10,              true",
    "=5.1,       5.10.0-33-amd64,   false",
    "*,          6.18.44-fc-v669,   true",
    "*-amd64,    5.10.0-33-amd64,   true",
    "'5.* 6.1.*',6.18.44,           false",
    "!5.*,       6.18.44,           true",
  })
  void matchesReleases(String pattern, String release, boolean matches) {
    assertThat(KernelPattern.of(pattern).matches(release)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({"<6.13, unknown", "<=6, unknown", "=0, unknown", "<6, ''"})
  void comparesNothingWithAReleaseThatHasNoNumber(String pattern, String release) {
    assertThat(KernelPattern.of(pattern).matches(release)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {">=", ">=six", "=>6.13", "==6", "<6.x", ">=6.", ">=6.13 <7", ">=99999999999"})
  void saysWhatAComparisonLooksLike(String pattern) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> KernelPattern.of(pattern))
        .withMessage("not a comparison of kernels, expected for example >=6.13: " + pattern);
  }
}
