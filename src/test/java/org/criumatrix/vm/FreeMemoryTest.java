package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.criumatrix.host.HostException;
import org.junit.jupiter.api.Test;

class FreeMemoryTest {

  private static final List<String> TWO_GIB =
      List.of("MemTotal:        8000000 kB", "MemAvailable:    2097152 kB");

  @Test
  void refusesAMachineThatWouldTakeWhatThisOneNeeds() {
    assertThatExceptionOfType(HostException.class)
        .isThrownBy(() -> FreeMemory.mustHave("vm:trixie", 1537, TWO_GIB))
        .withMessageContaining("vm:trixie needs 1537 MiB")
        .withMessageContaining("2048 are available")
        .withMessageContaining("-Dvm.memory");
  }

  @Test
  void takesOneThatFits() {
    assertThatCode(() -> FreeMemory.mustHave("vm:trixie", 1536, TWO_GIB))
        .doesNotThrowAnyException();
  }
}
