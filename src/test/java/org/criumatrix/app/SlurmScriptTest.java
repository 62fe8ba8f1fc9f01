package org.criumatrix.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.host.LocalCommand.Result;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** contrib/slurm: how the script reacts to the exit codes of a fake criu-job. */
class SlurmScriptTest {

  /** Each line has the code of one start, after the name of a signal if Slurm sends one first. */
  private static final String CRIU_JOB =
      """
      #!/usr/bin/env python3
      import os, signal, sys, time
      lines = open("codes").read().splitlines()
      open("codes", "w").writelines(line + "\\n" for line in lines[1:])
      code, _, sent = lines[0].partition(" ")
      print(*sys.argv[1:], file=open("starts", "a"))
      if sent.startswith("early"):
          sent = sent[5:]
          os.kill(os.getppid(), getattr(signal, "SIG" + sent))
          time.sleep(0.5)
          sent = "none"
      def told(number, _):
          print("TERM", file=open("told", "a"))
          sys.exit(int(code))
      signal.signal(signal.SIGTERM, told)
      if sent:
          if sent != "none":
              os.kill(os.getppid(), getattr(signal, "SIG" + sent))
          while True:
              time.sleep(0.02)
      sys.exit(int(code))
      """;

  private static final String SCONTROL = "#!/bin/sh\necho \"$@\" >>calls\n";

  @TempDir Path folder;

  @BeforeEach
  void make() throws IOException {
    PlayedJob.executable(folder.resolve("criu-job"), CRIU_JOB);
    var bin = Files.createDirectories(folder.resolve("bin"));
    PlayedJob.executable(bin.resolve("scontrol"), SCONTROL);
  }

  private Result start(String... codes) throws IOException {
    return start(Map.of(), codes);
  }

  private Result start(Map<String, String> more, String... codes) throws IOException {
    Files.write(folder.resolve("codes"), List.of(codes));
    var script = Path.of("contrib/slurm/job.sbatch").toAbsolutePath().toString();
    var env = new HashMap<>(more);
    env.put("SLURM_JOB_ID", "7");
    env.put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
    return LocalCommand.run(Duration.ofSeconds(60), env, folder, List.of("bash", script));
  }

  private String text(String name) throws IOException {
    var file = folder.resolve(name);
    return Files.exists(file) ? Files.readString(file) : "";
  }

  @ParameterizedTest
  @CsvSource({"0", "7", "143"})
  void theProgramsCodeIsTheJobs(int code) throws IOException {
    assertThat(start("" + code).exit()).isEqualTo(code);
    assertThat(text("calls")).isEmpty();
  }

  @Test
  void afterACheckpointInTimeItGoesOnOnTheSameNode() throws IOException {
    assertThat(start("85", "85", "0").exit()).isZero();
    assertThat(text("starts").lines()).hasSize(3);
    assertThat(text("calls")).isEmpty();
  }

  /** The script ignores SIGTERM until criu-job can answer it. */
  @Test
  void aSignalThatComesWhileCriuJobStartsIsNotLost() throws IOException {
    assertThat(start("85 earlyUSR1", "0").exit()).isEqualTo(85);
    assertThat(text("told")).isEqualTo("TERM\n");
    assertThat(text("calls")).isEqualTo("requeue 7\n");
  }

  @Test
  void beforeTheTimeLimitItGoesBackIntoTheQueue() throws IOException {
    assertThat(start("85 USR1", "0").exit()).isEqualTo(85);
    assertThat(text("told")).isEqualTo("TERM\n");
    assertThat(text("starts").lines()).hasSize(1);
    assertThat(text("calls")).isEqualTo("requeue 7\n");
  }

  /** Otherwise a cancelled job would come back. */
  @Test
  void whereSlurmTakesTheNodeAwayTheRestIsLeftToSlurm() throws IOException {
    assertThat(start("85 TERM", "0").exit()).isEqualTo(85);
    assertThat(text("told")).isEqualTo("TERM\n");
    assertThat(text("starts").lines()).hasSize(1);
    assertThat(text("calls")).isEmpty();
  }

  @Test
  void whatNoNodeGoesOnFromIsHeld() throws IOException {
    assertThat(start("86").exit()).isEqualTo(86);
    assertThat(text("calls")).isEqualTo("requeuehold 7\n");
  }

  /** The number of the last task is the number of the whole array. */
  @ParameterizedTest
  @CsvSource({"85 USR1, requeue 7_3", "86, requeuehold 7_3"})
  void aTaskOfAnArrayGoesBackIntoTheQueueAlone(String code, String call) throws IOException {
    start(Map.of("SLURM_ARRAY_JOB_ID", "7", "SLURM_ARRAY_TASK_ID", "3"), code);
    assertThat(text("calls")).isEqualTo(call + "\n");
  }

  @Test
  void aJobWithoutOptionsHasNoEmptyOne() throws IOException {
    start("0");
    assertThat(text("starts")).startsWith("--every 3600 sh -c ");
  }

  @Test
  void itEndsWithItsProgramBeforeTheTimeLimit() throws IOException {
    assertThat(start("0 USR1").exit()).isZero();
    assertThat(text("calls")).isEmpty();
  }
}
