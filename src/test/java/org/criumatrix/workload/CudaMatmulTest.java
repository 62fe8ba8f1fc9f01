package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.regex.Pattern;
import org.criumatrix.matrix.Sha256;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The multiplication on a GPU, with a fake driver that interprets the kernel's text. */
class CudaMatmulTest {

  private static final Pattern SIGNATURE =
      Pattern.compile("ready \\d+ (?<digest>\\w{64})\nend (?<nonce>\\w{32})\n");

  /** 16 is one full block of threads, 21 several blocks with partial ones at the edge. */
  @ParameterizedTest
  @ValueSource(ints = {1, 16, 21})
  void theKernelMultipliesAsItSays(int size) {
    var run =
        FakeCuda.newest()
            .run("matmul", "--size", String.valueOf(size), "--count", "5", "--pace", "0");

    var signature = SIGNATURE.matcher(run.stderr());
    assertThat(signature.matches()).as(run.stderr()).isTrue();
    assertThat(Sha256.of(signature.group("nonce"))).isEqualTo(signature.group("digest"));
    assertThat(run.stdout().lines()).isEqualTo(new MatrixProduct(size).lines(5));
    assertThat(run.exit()).isZero();
  }

  /** Otherwise a restore that brings nothing back on the device would pass for one that works. */
  @Test
  void memoryThatIsLostOnTheDeviceChangesEveryStepFromThereOn() {
    var whole = FakeCuda.newest().run("matmul", "--size", "16", "--count", "6", "--pace", "0");
    var lost =
        FakeCuda.newest()
            .describe("memory=4")
            .run("matmul", "--size", "16", "--count", "6", "--pace", "0");

    var expected = whole.stdout().lines().toList();
    var seen = lost.stdout().lines().toList();
    assertThat(seen.subList(0, 3)).isEqualTo(expected.subList(0, 3));
    assertThat(seen.subList(3, 7)).hasSize(4).doesNotContainAnyElementsOf(expected);
  }

  @Test
  void reportsADriverThatCannotBeLoaded(@TempDir Path folder) {
    var run = FakeCuda.damaged(folder).run("matmul");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.stderr()).startsWith("broken: dlopen: no NVIDIA driver: ").contains("libcuda");
    assertThat(run.stdout()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "cuInit=100,             cuInit: CUDA_ERROR_NO_DEVICE (100)",
    "cuModuleLoadData=218,   cuModuleLoadData: CUDA_ERROR_INVALID_PTX (218)",
    "cuMemAlloc_v2=2,        cuMemAlloc_v2: CUDA_ERROR_OUT_OF_MEMORY (2)",
  })
  void reportsAnEarlyFailureByTheDriversName(String faults, String expected) {
    var run = FakeCuda.newest().describe(faults).run("matmul", "--size", "16");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.stderr()).isEqualTo("broken: " + expected + ": as the fake was told\n");
  }

  @ParameterizedTest
  @CsvSource({
    "cuLaunchKernel=719,     cuLaunchKernel: CUDA_ERROR_LAUNCH_FAILED (719): as the fake was told",
    "cuCtxSynchronize=719,   cuCtxSynchronize: CUDA_ERROR_LAUNCH_FAILED (719): as the fake was told",
    "cuMemcpyDtoH_v2=4711,   cuMemcpyDtoH_v2: unknown (4711): the driver knows no such error",
  })
  void whatFailsInAStepEndsTheRunWithoutThatStep(String faults, String expected) {
    var run = FakeCuda.newest().describe(faults).run("matmul", "--size", "16");

    assertThat(run.exit()).isEqualTo(2);
    assertThat(run.stderr()).startsWith("ready ").endsWith("broken: " + expected + "\n");
    assertThat(run.stdout()).isEmpty();
  }

  @Test
  void reportsAMissingDevice() {
    var run = FakeCuda.newest().run("matmul", "--device", "3");

    assertThat(run.stderr()).startsWith("broken: cuDeviceGet: unknown (101)");
  }
}
