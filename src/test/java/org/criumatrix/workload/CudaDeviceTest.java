package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CudaDeviceTest {

  @Test
  void printsWhatTheRecordsOfARunNeed() {
    var run = FakeCuda.newest().run("device");

    // A machine with a real one also prints its driver's release.
    assertThat(run.stdout().lines().filter(l -> !l.startsWith("driver=")))
        .containsExactly(
            "cuda=12.8",
            "checkpoint=yes",
            "devices=1",
            "name=no device, a fake",
            "memory=1073741824",
            "uuid=" + "ab".repeat(16));
    assertThat(run.exit()).isZero();
  }

  @Test
  void reportsADriverThatCannotCheckpoint() {
    assertThat(FakeCuda.old().run("device").stdout()).contains("\ncheckpoint=no\n");
  }

  @Test
  void reportsAMissingDriverAndAMissingDevice(@TempDir Path folder) {
    var none = FakeCuda.damaged(folder).run("device");
    assertThat(none.exit()).isEqualTo(2);
    assertThat(none.stderr()).startsWith("broken: dlopen: no NVIDIA driver: ");

    var empty = FakeCuda.newest().describe("cuInit=100").run("device");
    assertThat(empty.exit()).isEqualTo(2);
    assertThat(empty.stderr())
        .isEqualTo("broken: cuInit: CUDA_ERROR_NO_DEVICE (100): as the fake was told\n");
  }
}
