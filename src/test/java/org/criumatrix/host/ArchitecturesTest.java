package org.criumatrix.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArchitecturesTest {

  @ParameterizedTest
  @CsvSource({"amd64, amd64", "aarch64, arm64", "ppc64le, ppc64el", "s390x, s390x"})
  void javaNamesSomeAsDebianDoesAndOthersAsUname(String java, String name) {
    assertThat(Architecture.ofJava(java)).isEqualTo(Architecture.named(name));
  }

  @Test
  void aMachineWithoutOneIsOfThisMachines() {
    assertThat(Architecture.named("").isHere()).isTrue();
    assertThat(Architecture.named(Architecture.here().name()).isHere()).isTrue();
    assertThatThrownBy(() -> Architecture.named("vax")).hasMessageContaining("vax");
  }

  @Test
  void processorsAreNamedByTheLinesThatTheirKernelsHave() {
    assertThat(Facts.processor(Map.of("model name", "EPYC", "cpu family", "25"))).isEqualTo("EPYC");
    assertThat(Facts.processor(Map.of("CPU implementer", "0x41", "CPU part", "0xd0c")))
        .isEqualTo("implementer 0x41, part 0xd0c");
    assertThat(Facts.processor(Map.of("cpu", "POWER9 (architected)"))).startsWith("POWER9");
    assertThat(Facts.processor(Map.of())).isEqualTo("unknown");
  }
}
