package org.criumatrix.vm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import org.criumatrix.execution.TestRigs;
import org.criumatrix.verdict.Verdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cells on a virtual machine that freezes. The emulator is a script, and what would run on the
 * machine are processes of this one, in namespaces, for which root is needed.
 *
 * <p>The same with a real machine, once its first cells are through:
 *
 * <pre>
 * ./criu-matrix run -Dhost=vm:trixie -Dcells='serial/*' -Dcriu=newest -Dprivilege=root &amp;
 * kill -STOP $(pgrep -f qemu-system)
 * </pre>
 */
@Timeout(300)
class FrozenMachineTest {

  @TempDir Path folder;
  private TestRigs rigs;
  private FakeMachines machines;

  @BeforeEach
  void build() throws IOException {
    rigs = new TestRigs(folder, TestRigs.SHORT, true);
    machines = new FakeMachines(folder, rigs.agent());
    rigs.on(machines.hosts());
  }

  @AfterEach
  void close() {
    if (machines != null) {
      rigs.close();
      machines.close();
    }
  }

  @Test
  void oneThatFreezesInMidCellBreaksItAndIsReplaced() {
    var frozen = new ArrayList<ProcessHandle>();
    var outcome =
        rigs.play(
            rig -> {
              rig.start("simple-c");
              frozen.addAll(machines.freeze());
              TestRigs.plain(rig);
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).startsWith("the agent on vm:x ");
    assertThat(folder.resolve("evidence/x-console.log")).content().startsWith(FakeMachines.CONSOLE);
    assertThat(machines.notes()).contains("vm:x gives no answer any more, and is ended");
    rigs.theNextCellIsUnharmed();
    machines.wasReplaced(frozen);
  }

  @Test
  void oneThatDiesInMidCellBreaksItAndIsReplaced() {
    var outcome =
        rigs.play(
            rig -> {
              rig.start("simple-c");
              machines.kill();
              TestRigs.plain(rig);
            });

    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.BROKEN);
    assertThat(outcome.error()).startsWith("the agent on vm:x is gone: ");
    assertThat(folder.resolve("evidence/x-console.log")).content().startsWith(FakeMachines.CONSOLE);
    rigs.theNextCellIsUnharmed();
    assertThat(machines.emulators()).hasSize(2);
  }

  /** Until that is noticed, it is a machine like any other. */
  @Test
  void oneThatFreezesBetweenCellsIsReplacedAndHarmsNone() {
    var outcome =
        rigs.play(
            rig -> {
              rig.changesHosts(); // so that the next cell has another host, on the same machine
              TestRigs.plain(rig);
            });
    assertThat(outcome.verdict()).as(outcome.error()).isEqualTo(Verdict.WORKS);
    var frozen = machines.freeze();

    rigs.theNextCellIsUnharmed();
    assertThat(machines.notes()).anyMatch(n -> n.startsWith("vm:x is replaced: "));
    machines.wasReplaced(frozen);
  }
}
