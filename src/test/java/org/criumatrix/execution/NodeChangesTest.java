package org.criumatrix.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.criumatrix.cell.Fault;
import org.criumatrix.host.Command;
import org.criumatrix.host.HostProcess;
import org.criumatrix.matrix.Phase;
import org.criumatrix.rig.Rig;
import org.criumatrix.verdict.Outcome;
import org.criumatrix.workload.Subject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A node is changed as cases say, and put back. No CRIU is called here. */
class NodeChangesTest {

  private static final int PORT = 4712;
  private static final String DUMPS = "echo $pid >$folder/pid; kill -9 $pid";
  private static final String PROGRAM = "bin/program";

  @TempDir private Path folder;
  private TestRigs rigs;

  @BeforeEach
  void build() {
    rigs = new TestRigs(folder, TestRigs.SHORT, false, "threads", "tools/take", "tools/end");
  }

  @AfterEach
  void close() {
    rigs.close();
  }

  private static String shown(Subject subject, String... words) {
    return subject.host().execChecked(Command.of(words).in(subject.folder())).stdout();
  }

  @ParameterizedTest
  @CsvSource({"copy,same size,same content", "rebuilt,same size,other", "longer,other,other"})
  void aReplacedFileIsAnotherFileOfTheSameName(String how, String size, String content) {
    var found = new ArrayList<String>();

    var outcome =
        rigs.play(
            rig -> {
              var subject = rig.startInstalled("program");
              var before = facts(subject);
              rig.node().replace(subject, how);
              var after = facts(subject);
              for (var i = 0; i < before.size(); i++) {
                found.add(before.get(i).equals(after.get(i)) ? "same" : "other");
              }
            });

    assertThat(outcome.error()).isNull();
    assertThat(found).containsExactly("other", size.split(" ")[0], content.split(" ")[0]);
  }

  /** Returns inode, size and content. */
  private static List<String> facts(Subject subject) {
    return List.of(
        shown(subject, "stat", "-c", "%i", PROGRAM),
        shown(subject, "stat", "-c", "%s", PROGRAM),
        shown(subject, "sha256sum", PROGRAM));
  }

  /** A restore that fails while the shell's condition holds. */
  private static String failsIf(String condition) {
    return "if %s; then echo '(00.1) Error (cr.c:1): met' >$log; exit 1; fi".formatted(condition);
  }

  private Outcome play(BiFunction<Rig, Subject, Fault> fault, List<String> later) {
    return rigs.play(
        rig -> {
          var subject = rig.startInstalled("program");
          var before = facts(subject);
          var images = rig.dump(subject);
          rig.failsToRestore(images, fault.apply(rig, subject));
          later.add(facts(subject).equals(before) ? "as before" : "changed");
          subject.host().processes().stream().map(HostProcess::name).forEach(later::add);
        });
  }

  @ParameterizedTest
  @CsvSource({"pid", "session", "port"})
  void whatIsTakenIsTakenDuringTheRestoreAlone(String what) {
    var isTaken =
        switch (what) {
          case "pid" -> "kill -0 $(cat $folder/pid)";
          case "session" -> "grep -q \" $(cat $folder/pid) 0 -1 \" /proc/[0-9]*/stat";
          default -> "[ -n \"$(ss -Hltn sport = :%d)\" ]".formatted(PORT);
        };
    rigs.criuDoes(DUMPS, failsIf(isTaken));
    var later = new ArrayList<String>();

    var outcome =
        play(
            (rig, subject) ->
                switch (what) {
                  case "pid" -> rig.node().pidTaken(subject);
                  case "session" -> rig.node().sessionTaken(subject);
                  default -> rig.node().portTaken(subject, PORT);
                },
            later);

    assertThat(outcome.error()).isNull();
    assertThat(later).containsExactly("as before");
  }

  @Test
  void aFileIsReplacedDuringTheRestoreAlone() {
    var later = new ArrayList<String>();
    rigs.criuDoes(DUMPS, failsIf("ls /run/criu-matrix/cell/*/work/bin/program.old"));

    var outcome = play((rig, subject) -> rig.node().replaced(subject, "longer"), later);

    assertThat(outcome.error()).isNull();
    assertThat(later).containsExactly("as before");
  }

  @Test
  void aRestoreThatDoesNotNoticeFails() {
    rigs.criuDoes(DUMPS, "exit 0");

    var outcome = play((rig, subject) -> rig.node().replaced(subject, "longer"), new ArrayList<>());

    assertThat(outcome.phase()).isEqualTo(Phase.RESTORE);
    assertThat(outcome.error()).contains("reported success although the file was replaced: longer");
  }
}
