package org.criumatrix.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.criumatrix.batch.BatchSystem;
import org.criumatrix.batch.JobContainer;
import org.criumatrix.batch.JobRequest;
import org.criumatrix.cell.AuxiliaryVector;
import org.criumatrix.execution.TestRigs;
import org.criumatrix.host.Command;
import org.criumatrix.host.Host;
import org.criumatrix.host.HostProcess;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.matrix.Phase;
import org.criumatrix.privilege.Account;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tests the handling of a job that a batch system starts again; the batch system is a shell loop.
 */
@Timeout(60)
class JobTest {

  private static final int SIGKILL = 9;

  @TempDir static Path folder;
  @AutoClose private static TestRigs rigs;

  @BeforeAll
  static void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false);
  }

  /**
   * Starts a program over and over.
   *
   * @param prefix the command prefix of the program
   */
  private record Loop(Host host, String folder, String prefix) implements BatchSystem {

    private static final String STARTER =
        """
        #!/bin/sh
        while :; do
          %s %s --count 100000 --pace 20000 >>on-node-stdout 2>>on-node-stderr
        done
        """;

    @Override
    public List<Host> nodes() {
      return List.of(host);
    }

    @Override
    public String stream(String name, String job) {
      return "on-node-" + name;
    }

    @Override
    public String checkpoint(String job) {
      return "checkpoint.tar";
    }

    @Override
    public Optional<String> mark(String job) {
      return Optional.empty();
    }

    @Override
    public boolean wantsSharedFolders() {
      return false;
    }

    @Override
    public Optional<String> lacks(JobContainer container) {
      return Optional.empty();
    }

    @Override
    public void up(List<String> addresses, Map<String, Path> folders) {
      throw new IllegalStateException("it is up");
    }

    @Override
    public boolean isUp() {
      return true;
    }

    @Override
    public String template() {
      throw new IllegalStateException("jobs are not described to it");
    }

    @Override
    public String selfCheckpointing(JobRequest job, String template, String criu) {
      throw new IllegalStateException("jobs are not described to it");
    }

    @Override
    public String plain(JobRequest job) {
      throw new IllegalStateException("jobs are not described to it");
    }

    @Override
    public boolean isCommand(String word) {
      return word.startsWith("batch-");
    }

    @Override
    public List<String> starters() {
      return List.of("job-starter");
    }

    @Override
    public Optional<String> streamOnNode(String name) {
      return Optional.of(stream(name, ""));
    }

    @Override
    public boolean isJobFolder(String folder) {
      return false;
    }

    @Override
    public Command submit(Account account, String file) {
      var starter = folder + "/job-starter";
      var text = STARTER.formatted(prefix, host.home() + "/workloads/simple-c");
      host.write(starter, text.getBytes(StandardCharsets.UTF_8), Host.Mode.PUBLIC);
      var start = "cd \"${1%/*}\"; \"$2\" </dev/null >/dev/null 2>&1 & echo 7";
      return Command.of("sh", "-c", start, "batch-submit", file, starter);
    }

    @Override
    public String job(String printed) {
      return printed.strip();
    }

    @Override
    public Command sendTo(String job, int node) {
      throw new IllegalStateException("there is one node");
    }

    @Override
    public Command vacate(String job) {
      var program = find("simple-c").get(0).pid();
      return Command.of("sh", "-c", "kill -9 $1", "batch-vacate", String.valueOf(program));
    }

    @Override
    public Optional<End> left(String folder, String job) {
      return Optional.empty();
    }

    @Override
    public void empty() {
      find("job-starter").forEach(p -> host.kill(p.pid(), SIGKILL));
      find("simple-c").forEach(p -> host.killIfThere(p.pid(), SIGKILL));
    }

    @Override
    public Map<String, String> logs() {
      return Map.of();
    }

    private List<HostProcess> find(String name) {
      return host.processes().stream().filter(p -> p.runs(name)).toList();
    }
  }

  /** Evicts a job after some steps; its checkpoint has only the first. */
  private static Outcome isEvicted(String prefix) {
    return rigs.play(
        rig -> {
          var context = rig.environment().first();
          var pool = new Loop(context.host(), context.folder(), prefix);
          var watch = rig.queue(pool).watch(context, false, "simple-c");
          var job = rig.queue().job(watch).begin("a description");
          var keep =
              """
              cd "$0"; until [ $(wc -l <on-node-stdout) -ge 4 ]; do sleep 0.01; done
              head -n 1 on-node-stdout >stdout; tar cf checkpoint.tar stdout
              """;
          context.host().execChecked(Command.of("sh", "-c", keep, watch.home()));
          job.isEvicted();
        });
  }

  /** Without random addresses the second process looks exactly like the first. */
  @Test
  void stepsThatHaveToBeTakenAgainAreLost() {
    var setarch = List.of("setarch", "-R", "true");
    assumeTrue(
        LocalCommand.run(Duration.ofSeconds(5), Map.of(), setarch).succeeded(),
        "this machine does not start programs without random addresses");
    var outcome = isEvicted("setarch -R");

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    assertThat(outcome.measured().stepsLost()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void aProgramThatWasStartedAfreshFailsAtProgress() {
    var outcome = isEvicted("env");

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.FAILS);
    assertThat(outcome.phase()).isEqualTo(Phase.PROGRESS);
    assertThat(outcome.error()).isEqualTo("started afresh after it was evicted");
  }

  @Test
  void aProcessIsKnownByItsStartAndAProgramByItsAuxiliaryVector() {
    var one = identity("17", 1, 2);

    assertThat(one.isTheSameProcess(identity("17", 3))).isTrue();
    assertThat(one.isTheSameProcess(identity("18", 1, 2))).isFalse();
    assertThat(one.isTheSameProgram(identity("18", 1, 2))).isTrue();
    assertThat(one.isTheSameProgram(identity("17", 1, 3))).isFalse();
  }

  private static JobTry.Identity identity(String startTime, int... auxiliary) {
    var bytes = new byte[auxiliary.length];
    for (var i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) auxiliary[i];
    }
    return new JobTry.Identity(startTime, new AuxiliaryVector(bytes));
  }
}
