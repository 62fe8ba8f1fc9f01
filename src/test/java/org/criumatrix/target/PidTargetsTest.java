package org.criumatrix.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.criumatrix.target.Refused.refused;

import java.nio.file.Files;
import java.nio.file.Path;
import org.criumatrix.target.TargetException.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PIDs, of this machine and of a made-up /proc. */
class PidTargetsTest {

  private static final int KERNEL_THREAD = 0x00208040;

  @TempDir Path folder;
  private FakeProc proc;

  @BeforeEach
  void makeProc() {
    proc = FakeProc.with(folder);
    proc.process(4711, "postgres", 1).process(4712, "worker", 4711);
  }

  private Target find(String word) {
    return proc.targets(folder).find(word);
  }

  @Test
  void aProcessIsATargetWhereverItIsInATree() {
    assertThat(find("4711").pid()).isEqualTo(4711);
    assertThat(find("0004712").pid()).isEqualTo(4712);
    assertThat(find("4711").description()).isEqualTo("process 4711 (postgres)");
    assertThat(find("4711").runtime()).isEqualTo("none");
    assertThat(find("4711").otherRoots()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "''",
    "x",
    "-5",
    "0",
    "+7",
    "4711 4712",
    "4711x",
    "47.11",
    "1e3",
    "99999999999",
    "\u001b[2J",
  })
  void whatIsNoPidIsAnErrorOfUse(String word) {
    assertThat(refused(Answer.NO_PROCESS, () -> find(word)))
        .startsWith(
            "'%s' is no target: give one of PID, docker:NAME, "
                .formatted(word.replace('\u001b', '?')));
  }

  @ParameterizedTest
  @CsvSource({"99999", "9999999999"})
  void aPidOfNoProcessIsAnErrorOfUse(String pid) {
    assertThat(refused(Answer.NO_PROCESS, () -> find(pid))).isEqualTo("there is no process " + pid);
  }

  @Test
  void saysThatProcMayHideIt() {
    proc.file(
        FakeProc.CALLER,
        "mountinfo",
        "25 28 0:22 / /proc rw,nosuid shared:13 - proc proc rw,gid=5,hidepid=invisible\n");
    assertThat(refused(Answer.NO_PROCESS, () -> find("99999")))
        .isEqualTo(
            "there is no process 99999; /proc may hide it, since it is mounted with hidepid: run as root");
    proc.file(
        FakeProc.CALLER,
        "mountinfo",
        "25 28 0:22 / /proc rw,nosuid shared:13 - proc proc rw,hidepid=0\n");
    assertThat(refused(Answer.NO_PROCESS, () -> find("99999"))).doesNotContain("hidepid");
  }

  @Test
  void aThreadIsNoProcess() {
    proc.process(4713, "postgres", 1).file(4713, "status", FakeProc.status(4711, "1000"));

    assertThat(refused(Answer.NO_PROCESS, () -> find("4713")))
        .isEqualTo("4713 is a thread of process 4711: give that PID");
  }

  @Test
  void aThreadOfTheKernelIsNeverDumped() {
    proc.process(42, "kworker/0:1", 2).stat(42, "kworker/0:1", 'I', 2, KERNEL_THREAD, 1);

    assertThat(refused(Answer.IMPOSSIBLE, () -> find("42")))
        .isEqualTo(
            "process 42 (kworker/0:1) is a thread of the kernel: CRIU dumps processes of user space");
  }

  @Test
  void aZombieHasEnded() {
    proc.stat(4712, "worker", 'Z', 4711, 0, 1);
    assertThat(refused(Answer.NO_PROCESS, () -> find("4712")))
        .isEqualTo(
            "process 4712 (worker) has ended and is a zombie until its parent, process 4711, collects it");

    proc.stat(4712, "worker", 'Z', 4711, 0, 2);
    assertThat(find("4712").pid()).isEqualTo(4712);
  }

  @Test
  void theFirstProcessHoldsEverything() {
    assertThat(refused(Answer.IMPOSSIBLE, () -> find("1")))
        .startsWith("process 1 (init) is the first process of this system or container");
  }

  @Test
  void theCallerAndItsAncestorsCannotBeDumpedByIt() {
    assertThat(refused(Answer.IMPOSSIBLE, () -> find("900")))
        .startsWith("process 900 (java) is this command itself: ");
    assertThat(refused(Answer.IMPOSSIBLE, () -> find("800")))
        .startsWith("process 800 (bash) has started this command, so that a dump of it");
    proc.process(901, "sleep", FakeProc.CALLER);
    assertThat(find("901").pid()).isEqualTo(901);
  }

  @Test
  void anotherAccountsProcessNeedsRoot() {
    proc.foreign(4711, "4242");
    assertThat(refused(Answer.UNKNOWN, () -> find("4711")))
        .isEqualTo(
            "process 4711 (postgres) belongs to another account, UID 4242: run as root or as that account");
    proc.file(4711, "status", FakeProc.status(4711, "0"));
    assertThat(refused(Answer.UNKNOWN, () -> find("4711"))).endsWith(": run as root");
  }

  @Test
  void theOwnersNameIsGivenWhereItIsKnown() throws Exception {
    var uid = Files.getAttribute(proc.folder(4711), "unix:uid").toString();
    proc.foreign(4711, uid);

    assertThat(refused(Answer.UNKNOWN, () -> find("4711")))
        .contains(
            "belongs to another account, %s (UID %s): ".formatted(Files.getOwner(folder), uid));
  }

  @Test
  void aProcessThatHidesFromItsOwnAccountNeedsRoot() {
    proc.foreign(4711, "1000");

    assertThat(refused(Answer.UNKNOWN, () -> find("4711")))
        .contains("process 4711 (postgres) is protected from its own account")
        .endsWith(": run as root");
  }

  @Test
  void aTargetThatHasEndedMeanwhileIsNoticed() {
    var targets = proc.targets(folder);
    var target = targets.find("4711");
    targets.checkIsThere(target);

    proc.file(4711, "stat", "4711 (other) S 1 9 9 0 -1 0 0 0 0 0 0 0 0 0 20 0 1 0 777777 0\n");
    assertThat(refused(Answer.NO_PROCESS, () -> targets.checkIsThere(target)))
        .isEqualTo("process 4711 (postgres) has ended meanwhile: nothing can be said");
    proc.stat(4711, "postgres", 'Z', 1, 0, 1);
    assertThat(refused(Answer.NO_PROCESS, () -> targets.checkIsThere(target))).contains("ended");
  }

  /** The same on the real /proc. */
  @Test
  void theProcessesOfThisMachineAreSeenAsTheyAre() throws Exception {
    var targets = Targets.onThisMachine();
    var self = ProcessHandle.current();

    assertThat(refused(Answer.IMPOSSIBLE, () -> targets.find("" + self.pid())))
        .contains("is this command itself");
    assertThat(
            refused(Answer.IMPOSSIBLE, () -> targets.find("" + self.parent().orElseThrow().pid())))
        .contains("has started this command");
    try (var tasks = Files.list(Path.of("/proc/self/task"))) {
      var thread =
          tasks
              .map(t -> t.getFileName().toString())
              .filter(t -> !t.equals("" + self.pid()))
              .findAny();
      assertThat(refused(Answer.NO_PROCESS, () -> targets.find(thread.orElseThrow())))
          .endsWith("is a thread of process %d: give that PID".formatted(self.pid()));
    }
  }
}
