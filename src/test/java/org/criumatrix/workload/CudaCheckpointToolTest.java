package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.criumatrix.host.LocalCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The suite's cuda-checkpoint, called and read like CRIU's plugin does
 * (plugins/cuda/cuda_plugin.c).
 */
class CudaCheckpointToolTest {

  private static final String TOOL = "cuda-checkpoint";

  /** The plugin keeps this much of the output (CUDA_CKPT_BUF_SIZE, less its end). */
  private static final int READ = 127;

  @TempDir Path folder;
  private FakeCuda driver;

  @BeforeEach
  void aProcessThatRunsAndHasTheThread77() throws IOException {
    driver = FakeCuda.newest().in(folder);
    becomes("0 77");
  }

  private void becomes(String word) throws IOException {
    Files.writeString(folder.resolve("42"), word + "\n");
  }

  private String word() throws IOException {
    return Files.readString(folder.resolve("42")).strip();
  }

  private LocalCommand.Result act(String action, String... more) {
    var words = new ArrayList<>(List.of("--action", action, "--pid", "42"));
    words.addAll(List.of(more));
    return driver.run(TOOL, words.toArray(String[]::new));
  }

  private static void refused(LocalCommand.Result result, String words) {
    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.stdout()).isEmpty();
    assertThat(result.stderr()).isEqualTo("cuda-checkpoint: " + words + "\n");
    // The driver's own message comes last.
    assertThat(words.replace(": as the fake was told", "").length())
        .isLessThanOrEqualTo(READ - "cuda-checkpoint: ".length());
  }

  @ParameterizedTest
  @CsvSource({"-h", "--help"})
  void thePluginFindsInTheHelpThatThereAreActions(String option, @TempDir Path empty) {
    var help = FakeCuda.damaged(empty).run(TOOL, option);

    assertThat(help.exit()).isZero();
    assertThat(help.stdout()).contains("--action", "--toggle", "--get-state", "--get-restore-tid");
    assertThat(help.stdout().length()).as("the plugin reads no more").isLessThan(2048);
  }

  @ParameterizedTest
  @CsvSource({
    "0, running",
    "1, locked",
    "2, checkpointed",
    "3, failed",
    "4, checkpointing",
    "5, restoring"
  })
  void printsStates(int state, String expected) throws IOException {
    becomes(state + " 77");

    var said = driver.run(TOOL, "--get-state", "--pid", "42");
    assertThat(said.stdout()).isEqualTo(expected + "\n");
    assertThat(said.exit()).isZero();
  }

  @Test
  void anUnknownStateIsNotGuessed() throws IOException {
    becomes("9 77");

    refused(
        driver.run(TOOL, "--get-state", "--pid", "42"),
        "the driver tells an unknown state 9 of process 42");
  }

  @Test
  void printsTheThread() {
    var said = driver.run(TOOL, "--get-restore-tid", "-p", "42");

    assertThat(said.stdout()).isEqualTo("77\n");
    assertThat(said.exit()).isZero();
  }

  @Test
  void theWayThereAndBack() throws IOException {
    assertThat(act("lock", "--timeout", "10000").exit()).isZero();
    assertThat(word()).isEqualTo("1 77");
    assertThat(act("checkpoint").exit()).isZero();
    assertThat(word()).isEqualTo("2 77");
    assertThat(act("restore").exit()).isZero();
    assertThat(word()).isEqualTo("1 77");
    var last = act("unlock");
    assertThat(word()).isEqualTo("0 77");
    assertThat(last).isEqualTo(new LocalCommand.Result(0, "", ""));
  }

  @Test
  void toggleGoesThereAndBack() throws IOException {
    assertThat(driver.run(TOOL, "--toggle", "--pid", "42").exit()).isZero();
    assertThat(word()).isEqualTo("2 77");
    assertThat(driver.run(TOOL, "--toggle", "--pid", "42").exit()).isZero();
    assertThat(word()).isEqualTo("0 77");

    becomes("1 77");
    refused(
        driver.run(TOOL, "--toggle", "--pid", "42"),
        "process 42 is locked: only running and checkpointed ones can be toggled");
  }

  @Test
  void aLockThatIsNotHadInTimeIsGivenUp() throws IOException {
    driver = driver.describe("cuCheckpointProcessLock=hang");

    refused(
        act("lock", "--timeout", "20"),
        "lock 42: CUDA_ERROR_NOT_READY (600), its work did not end in time, a longer --timeout may do: as the fake was told");
    assertThat(word()).isEqualTo("0 77");
  }

  @Test
  void reportsWhatTheDriverRefuses() throws IOException {
    refused(
        act("checkpoint"), "checkpoint 42: CUDA_ERROR_ILLEGAL_STATE (401): as the fake was told");
    assertThat(word()).isEqualTo("0 77");

    driver = driver.describe("cuCheckpointProcessCheckpoint=801");
    refused(
        act("checkpoint"),
        "checkpoint 42: CUDA_ERROR_NOT_SUPPORTED (801), managed memory, MIG and MPS are not supported: as the fake was told");
  }

  /** The plugin queries every process of a tree, whether it uses CUDA or not. */
  @Test
  void aProcessThatDoesNotUseCudaHasNoThread() {
    refused(
        driver.run(TOOL, "--get-restore-tid", "--pid", "43"),
        "restore thread of 43: CUDA_ERROR_INVALID_VALUE (1), does it use CUDA?: as the fake was told");
  }

  @Test
  void reportsWrongOptions() {
    refused(act("freeze"), "unknown action \"freeze\"; there is lock, checkpoint, restore, unlock");
    refused(driver.run(TOOL, "--get-state", "--pid", "me"), "--pid takes a number, not \"me\"");
    refused(act("lock", "--timeout", "-1"), "--timeout takes a number, not \"-1\"");
    refused(driver.run(TOOL, "--toggle"), "--pid is missing");
    refused(driver.run(TOOL, "--pid", "42"), "nothing to do; --help lists all");
    refused(act("lock", "--toggle"), "one operation at a time; --help lists them");
    refused(act("lock", "fast"), "what is \"fast\"? --help lists the options");
  }

  @Test
  void reportsADriverWithoutTheFunctions() {
    refused(
        FakeCuda.old().run(TOOL, "--get-state", "--pid", "42"),
        "the driver has no cuCheckpointProcessGetState: 570 or newer has it");
  }

  @Test
  void reportsAMissingDriver(@TempDir Path empty) {
    var result = FakeCuda.damaged(empty).run(TOOL, "--get-state", "--pid", "42");

    assertThat(result.exit()).isEqualTo(1);
    assertThat(result.stderr()).startsWith("cuda-checkpoint: no NVIDIA driver: ");
  }
}
