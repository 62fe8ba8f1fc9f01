package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.target.Refused.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.criumatrix.host.LocalCommand;
import org.criumatrix.target.TargetException.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Jobs of Slurm 26.05 and HTCondor 25.14: the programs print what those printed, and the processes
 * and their environments are as they were.
 */
class JobTargetsTest {

  private static final String LISTED =
      """
      PID      JOBID    STEPID   LOCALID GLOBALID
      2086     1        0        0       0
      2047     1        batch    0       0
      2067     1        batch    -       -
      2038     1        batch    -       -
      2030     1        extern   -       -
      -1       1        extern   0       0
      """;

  @TempDir Path folder;
  private FakeProc proc;
  private FakeProgram scontrol;
  private FakeProgram squeue;
  private FakeProgram queue;

  @BeforeEach
  void makeJobs() throws Exception {
    scontrol = new FakeProgram(folder.resolve("bin"), "scontrol");
    squeue = new FakeProgram(folder.resolve("bin"), "squeue");
    queue = new FakeProgram(folder.resolve("bin"), "condor_q");
    proc = FakeProc.with(folder);
    proc.process(2026, "slurmstepd", 1).process(2030, "sleep", 2026);
    proc.process(2038, "slurmstepd", 1).process(2047, "slurm_script", 2038);
    proc.process(2067, "srun", 2047);
    proc.process(2077, "slurmstepd", 1).process(2086, "lmp", 2077);
    proc.environment(2047, "SLURM_JOB_ID=1", "SLURM_STEP_ID=-5");
    proc.environment(2067, "SLURM_JOB_ID=1", "SLURM_STEP_ID=-5");
    proc.environment(2086, "SLURM_JOB_ID=1", "SLURM_STEP_ID=0");
    proc.process(2064, "slurm_script", 2038);
    proc.environment(2064, "SLURM_JOB_ID=3", "SLURM_ARRAY_JOB_ID=2", "SLURM_ARRAY_TASK_ID=1");
    proc.process(2895, "condor_starter", 1);
    condorJob(2898, "sh", 2895, "1", "0");
    condorJob(2899, "sleep", 2898, "1", "0");
    condorJob(2900, "sh", 2895, "1", "1");
    condorJob(2905, "sh", 2895, "11", "0");
  }

  private void condorJob(long pid, String name, long parent, String cluster, String job)
      throws Exception {
    var ad = "/execute/dir_%s_%s/.job.ad".formatted(cluster, job);
    var file = Files.createDirectories(machine().resolve(ad.substring(1)).getParent());
    Files.writeString(
        file.resolve(".job.ad"),
        "AutoClusterId = 7\nClusterId = %s\nProcId = %s\nCmd = \"/bin/sh\"\n"
            .formatted(cluster, job));
    proc.process(pid, name, parent).environment(pid, "X=1", "_CONDOR_JOB_AD=" + ad);
    root(pid, machine());
    root(FakeProc.CALLER, machine());
  }

  /** Returns what the caller and jobs without a container see as the root folder. */
  private Path machine() {
    return folder.resolve("machine");
  }

  private void root(long pid, Path root) throws Exception {
    Files.deleteIfExists(proc.folder(pid).resolve("root"));
    Files.createSymbolicLink(proc.folder(pid).resolve("root"), root);
  }

  private Target find(String word) {
    return proc.targets(folder.resolve("bin")).find(word);
  }

  @Test
  void aJobIsItsScriptAndItsStepsWithoutWhatStartedThem() throws Exception {
    scontrol.prints(LISTED);

    assertThat(find("slurm:1").pid()).isEqualTo(2047);
    assertThat(find("slurm:1").otherRoots()).containsExactly(2086L);
    assertThat(find("slurm:1").description()).isEqualTo("Slurm job 1, process 2047 (slurm_script)");
    assertThat(find("slurm:1").runtime()).isEqualTo("none");
    assertThat(scontrol.arguments()).containsExactly("listpids", "1");
  }

  @Test
  void aStepIsAskedForByItsName() throws Exception {
    scontrol.prints(
        "PID      JOBID    STEPID   LOCALID GLOBALID\n2086     1        0        0       0\n");

    assertThat(find("slurm:1.0").pid()).isEqualTo(2086);
    assertThat(scontrol.arguments()).containsExactly("listpids", "1.0");
    assertThat(find("slurm:1.batch").pid()).isEqualTo(2086);
    assertThat(scontrol.arguments()).containsExactly("listpids", "1.batch");
  }

  @Test
  void withoutItsProgramTheEnvironmentNamesTheJob() {
    assertThat(find("slurm:1").pid()).isEqualTo(2047);
    assertThat(find("slurm:1").otherRoots()).containsExactly(2086L);
    assertThat(find("slurm:1.0").pid()).isEqualTo(2086);
    assertThat(find("slurm:3").pid()).isEqualTo(2064);
  }

  @Test
  void aTaskOfAnArrayIsFoundByItsEnvironment() throws Exception {
    scontrol.fails(1, "There are no steps for job 2 on node (null).");

    assertThat(find("slurm:2_1").pid()).isEqualTo(2064);
    assertThat(find("slurm:2").pid()).isEqualTo(2064);
    assertThat(find("slurm:2").description()).startsWith("Slurm job array 2, process 2064");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slurm:9   | 9:RUNNING:node7 | UNKNOWN | no process of Slurm job 9 is visible here. Job 9 runs on node7: run this command there, as root or as the job's account",
        "slurm:9_3 | 9_3:RUNNING:node7 | UNKNOWN | no process of Slurm job 9_3 is visible here. Job 9_3 runs on node7: run this command there, as root or as the job's account",
        "slurm:9   | 9:PENDING:      | NO_PROCESS  | Slurm job 9 has no process, the job's state is PENDING; squeue --jobs=9 shows why",
        "slurm:9   | ''              | NO_PROCESS  | there is no Slurm job 9; squeue lists all jobs and their nodes",
      })
  void aJobWithoutProcessesHereIsLookedUpInTheQueue(
      String word, String printed, Answer answer, String text) throws Exception {
    scontrol.fails(1, "There are no steps for job 9 on node (null).");
    squeue.prints(printed);

    assertThat(refused(answer, () -> find(word))).isEqualTo(text);
    assertThat(squeue.arguments())
        .containsExactly("--noheader", "--jobs=" + word.substring(6), "--format=%i:%T:%N");
  }

  @Test
  void aRunningTaskOfAnArrayIsNamedBeforeOnesThatWait() throws Exception {
    scontrol.fails(1, "There are no steps for job 9 on node (null).");
    squeue.prints("9_[2-4]:PENDING:\n9_1:RUNNING:node7\n");

    assertThat(refused(Answer.UNKNOWN, () -> find("slurm:9"))).contains("runs on node7:");
  }

  @Test
  void aStepThatIsNotThereIsLookedUpAmongTheSteps() throws Exception {
    scontrol.fails(1, "StepId=1.7 does not exist on node (null).");
    squeue.prints("1:RUNNING:node7");

    assertThat(refused(Answer.UNKNOWN, () -> find("slurm:1.7")))
        .startsWith("no process of Slurm step 1.7 is visible here; squeue --steps --jobs=1 lists");
  }

  @Test
  void withoutAnyProgramNothingIsKnownOfAJobElsewhere() {
    assertThat(refused(Answer.UNKNOWN, () -> find("slurm:9")))
        .startsWith("no process of Slurm job 9 is visible here, and there is no program scontrol");
  }

  @Test
  void aProgramThatIsCalledInsideAJobLeavesItsOwnStepOut() throws Exception {
    proc.stat(FakeProc.CALLER, "java", 'S', 2086, 0, 1);
    scontrol.prints(LISTED);
    assertThat(find("slurm:1").pid()).isEqualTo(2047);
    assertThat(find("slurm:1").otherRoots()).isEmpty();

    scontrol.prints("2086     1        0        0       0\n");
    assertThat(refused(Answer.IMPOSSIBLE, () -> find("slurm:1.0")))
        .startsWith("Slurm step 1.0: process 2086 (lmp) has started this command");
  }

  @Test
  void anotherAccountsJobNeedsRoot() throws Exception {
    scontrol.prints(LISTED);
    proc.foreign(2086, "4242");

    assertThat(refused(Answer.UNKNOWN, () -> find("slurm:1")))
        .startsWith("Slurm job 1: process 2086 (lmp) belongs to another account, UID 4242:");
  }

  @Test
  void processesThatEndMeanwhileAreLeftOut() throws Exception {
    scontrol.prints(LISTED + "77777    1        batch    -       -\n");
    assertThat(find("slurm:1").pid()).isEqualTo(2047);

    scontrol.prints("77777    1        batch    -       -\n");
    assertThat(refused(Answer.NO_PROCESS, () -> find("slurm:1")))
        .isEqualTo("Slurm job 1: its processes have ended meanwhile");
  }

  @Test
  void aJobIsFoundByTheFileThatItsEnvironmentNames() {
    assertThat(find("htcondor:1.0").pid()).isEqualTo(2898);
    assertThat(find("htcondor:1.0").otherRoots()).isEmpty();
    assertThat(find("htcondor:1.1").pid()).isEqualTo(2900);
    assertThat(find("htcondor:11.0").pid()).isEqualTo(2905);
    assertThat(find("htcondor:1").pid()).isEqualTo(2898);
    assertThat(find("htcondor:1").otherRoots()).containsExactly(2900L);
    assertThat(find("htcondor:1.0").description()).isEqualTo("HTCondor job 1.0, process 2898 (sh)");
  }

  @Test
  void theFileIsReadAsTheJobSeesIt() throws Exception {
    var inside = Files.createDirectories(folder.resolve("inside/srv"));
    Files.writeString(inside.resolve(".job.ad"), "ClusterId = 5\nProcId = 2\n");
    proc.process(2910, "sh", 2895).environment(2910, "_CONDOR_JOB_AD=/srv/.job.ad");
    root(2910, folder.resolve("inside"));

    assertThat(find("htcondor:5.2").pid()).isEqualTo(2910);
  }

  /** Reading a pipe would never end. */
  @Test
  @Timeout(value = 20, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void aFileThatIsNoneIsNotRead() throws Exception {
    var pipe = machine().resolve("pipe");
    LocalCommand.run(Duration.ofSeconds(5), Map.of(), List.of("mkfifo", pipe.toString()));
    proc.environment(2899, "_CONDOR_JOB_AD=/pipe");

    assertThat(find("htcondor:1.1").pid()).isEqualTo(2900);
  }

  /** As seen: the variable is in the job's environment, and not in that of the first process. */
  @Test
  void aJobInAContainerIsTheWholeContainer() throws Exception {
    proc.process(2918, "starter", 2895).in("mnt:[4]", 2918);
    proc.process(2942, "appinit", 2918).in("mnt:[5]", 2942);
    condorJob(2970, "sh", 2942, "2", "0");
    proc.in("mnt:[5]", 2970);
    root(2970, folder.resolve("nowhere"));

    assertThat(find("htcondor:2.0").pid()).isEqualTo(2942);
    assertThat(find("htcondor:2.0").runtime()).isEqualTo("apptainer");
    assertThat(find("htcondor:2.0").description())
        .isEqualTo("HTCondor job 2.0, process 2942 (appinit) inside apptainer");
  }

  @Test
  void aJobOnANodeInAContainerIsNotTheWholeNode() throws Exception {
    proc.process(3000, "conmon", 1).process(3001, "init", 3000);
    proc.process(3002, "condor_starter", 3001).process(3004, "sshd", 3001);
    condorJob(3003, "sh", 3002, "4", "0");
    proc.in("mnt:[6]", 3001, 3002, 3003, 3004);

    assertThat(find("htcondor:4.0").pid()).isEqualTo(3003);
    assertThat(find("htcondor:4.0").runtime()).isEqualTo("podman");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "9 0 2 slot1_1@node7 | UNKNOWN | no process of HTCondor job 9.0 is visible here. It runs on slot1_1@node7: run this command there, as root or as the job's account",
        "9 0 5 undefined     | NO_PROCESS  | HTCondor job 9.0 is not running; condor_q 9.0 -better-analyze shows why",
        "''                  | NO_PROCESS  | no process of HTCondor job 9.0 is here: run this command on the machine of the job; condor_q -allusers -nobatch -run shows the machines",
      })
  void aJobThatIsNotHereIsLookedUpInItsQueue(String printed, Answer answer, String text)
      throws Exception {
    queue.prints(printed.replaceFirst("^9 0 ", ""));

    assertThat(refused(answer, () -> find("htcondor:9.0"))).isEqualTo(text);
    assertThat(queue.arguments()).containsExactly("9.0", "-af", "JobStatus", "RemoteHost");
  }

  @Test
  void environmentsThatCannotBeReadLeaveItOpen() {
    proc.foreign(2898, "4242");

    assertThat(refused(Answer.UNKNOWN, () -> find("htcondor:9.0")))
        .isEqualTo(
            "no process of HTCondor job 9.0 is visible here: run this command on the machine of the job, as root or as the job's account");
  }

  @ParameterizedTest
  @CsvSource({
    "slurm:",
    "slurm:x",
    "slurm:1_",
    "slurm:1.x",
    "htcondor:",
    "htcondor:1.",
    "htcondor:a.b"
  })
  void aNumberThatCannotBeOneIsAnErrorOfUse(String word) {
    assertThat(refused(Answer.NO_PROCESS, () -> find(word)))
        .startsWith("'%s' is not of the form ".formatted(word));
  }
}
