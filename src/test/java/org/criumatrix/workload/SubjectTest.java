package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.criumatrix.host.HostProcess;
import org.criumatrix.workload.Launch.Started;
import org.junit.jupiter.api.Test;

/** A subject whose program runs on a kernel of its own. */
class SubjectTest {

  private static final HostProcess FIRST = new HostProcess(1, 0, 0, 0, '?', "simple-c");
  private static final HostProcess CHILD = new HostProcess(2, 1, 0, 0, '?', "simple-c");

  private final List<String> signals = new ArrayList<>();

  private final InnerProcesses inner =
      new InnerProcesses() {
        @Override
        public List<HostProcess> list() {
          return List.of(FIRST, CHILD);
        }

        @Override
        public void signal(int pid, int number) {
          signals.add(pid + " " + number);
        }
      };

  private final Subject subject =
      new Subject(
          null,
          Workloads.find("simple-c", List.of()),
          "/home",
          "/home/work",
          new Started(4711, 4711, Optional.of(inner)),
          false);

  @Test
  void itsProcessesAreThoseOfItsKernel() {
    assertThat(subject.members()).containsExactly(FIRST, CHILD);
    assertThat(subject.neighbours()).containsExactly(FIRST, CHILD);
  }

  @Test
  void signalsGoThroughItsKernel() {
    subject.fastForward();
    assertThat(signals).containsExactly("1 10");

    subject.stop();
    assertThat(signals).containsExactly("1 10", "1 19", "2 19");
  }

  @Test
  void anotherProcessOfTheHostChangesNoneOfItsNumbers() {
    subject.restoredAs(new Started(4812, 4812, Optional.of(inner)));
    assertThat(subject.renumbered()).isFalse();

    subject.restoredAs(new Started(4913, 4913));
    assertThat(subject.renumbered()).isTrue();
  }
}
