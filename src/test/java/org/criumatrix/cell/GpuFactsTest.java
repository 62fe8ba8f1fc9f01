package org.criumatrix.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuFactsTest {

  private static final Map<String, String> TOLD =
      Map.of(
          "driver", "570.86.10",
          "cuda", "12.8",
          "checkpoint", "yes",
          "devices", "2",
          "name", "NVIDIA H100 80GB HBM3",
          "memory", "85029158912",
          "uuid", "ab".repeat(16));

  @Test
  void aDeviceIsDescribedWithoutItsOwnNumber() {
    var facts = GpuFacts.describe(TOLD);

    assertThat(facts)
        .containsEntry("gpu", "NVIDIA H100 80GB HBM3, one of 2")
        .containsEntry("gpu memory", "85029158912 bytes")
        .containsEntry("gpu driver", "570.86.10, CUDA 12.8")
        .containsEntry("gpu driver checkpoints", "yes");
    assertThat(facts.get("gpu uuid")).matches("sha256:[0-9a-f]{16}");
    assertThat(facts.values()).noneMatch(v -> v.contains("abab"));
  }

  @Test
  void reportsWhyADeviceCannotBeUsed() {
    assertThat(GpuFacts.describe(Map.of("error", "exit 2: broken: cuInit")))
        .isEqualTo(Map.of("gpu", "cannot be used: exit 2: broken: cuInit"));
  }
}
