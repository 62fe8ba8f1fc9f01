package org.criumatrix.workload;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.criumatrix.matrix.CheckedObject;
import org.criumatrix.matrix.CheckedValue;
import org.junit.jupiter.api.Test;

class TranscriptTest {

  private static final Pattern TELLING = Workloads.find("simple-c", List.of()).progressLine();

  private static Transcript of(String out, String err) {
    return Transcript.of(out, err, TELLING);
  }

  @Test
  void isEmptyBeforeAnythingIsSaid() {
    var nothing = of("", "");

    assertThat(nothing.progressLine()).isEmpty();
    assertThat(nothing.messages("ready")).isEmpty();
    assertThat(nothing.complaint()).isEmpty();
  }

  @Test
  void doesNotCountALineThatIsNotWholeYet() {
    assertThat(of("step 1 00ff\nstep 2 01", "").progressLine()).containsExactly("step 1 00ff");
    assertThat(of("step 1 00", "").progressLine()).isEmpty();
    assertThat(of("step 1 00ff\nstep 2 01fe\n", "").progressLine())
        .containsExactly("step 1 00ff", "step 2 01fe");
  }

  @Test
  void readsTheLinesOfATerminal() {
    assertThat(of("step 1 00ff\r\nanswer 00ff\r\n", "").progressLine())
        .containsExactly("step 1 00ff", "answer 00ff");
    assertThat(of("step 1 00ff\r", "").progressLine()).isEmpty();
  }

  @Test
  void leavesOutWhatMayDifferFromRunToRun() {
    var out = "hello\nstep 1 a\n step 2 b\nstep x c\nsteps 3 d\nanswer a\nanswer\n\n";

    assertThat(of(out, "").progressLine()).containsExactly("step 1 a", "answer a");
  }

  @Test
  void keepsRepeatedAndDisorderedLines() {
    assertThat(of("step 2 b\nstep 1 a\nstep 1 a\n", "").progressLine())
        .containsExactly("step 2 b", "step 1 a", "step 1 a");
  }

  @Test
  void givesTheWordsBehindAWordOncePerLine() {
    var err = "ready 17 cafe\r\nalready 1\nready 18 f00d\nend cafe\n";

    assertThat(of("", err).messages("ready"))
        .containsExactly(List.of("17", "cafe"), List.of("18", "f00d"));
    assertThat(of("", err).messages("end")).containsExactly(List.of("cafe"));
    assertThat(of("", err).messages("broken")).isEmpty();
  }

  @Test
  void findsTheFirstComplaint() {
    var err = "ready 1 2\nthe check failed: no\nbroken: open: No such file\ncheck failed: late\n";

    assertThat(of("", err).complaint()).contains("broken: open: No such file");
    assertThat(of("", "check failed: counter\n").complaint()).contains("check failed: counter");
  }

  @Test
  void separatesTheTableOfLammpsFromItsOtherOutput() {
    var out =
        """
        LAMMPS (29 Aug 2024)
           Step          Temp          E_pair
                 0   1.44          -6.7733681      0             -4.6134356
               250   0.71580759    -4.7955211      0             -3.7219 1.2e-05
        Loop time of 0.5 on 1 procs for 250 steps with 4000 atoms
        """;

    assertThat(
            Transcript.of(out, "", Workloads.find("lammps", List.of("in.lj")).progressLine())
                .progressLine())
        .hasSize(2);
  }

  @Test
  void readsWhatAProgramComparedOfAKernelObject() {
    var object =
        of("", "about a mask stays\nready 17 cafe\nvalue the mask\t1\ta b\nvalue broken\t1\n")
            .checkedObject();

    assertThat(object.about()).isEqualTo("a mask stays");
    assertThat(object.values()).containsExactly(new CheckedValue("the mask", "1", "a b"));
    assertThat(object.changed()).hasSize(1);
    assertThat(of("", "ready 17 cafe\n").checkedObject()).isEqualTo(CheckedObject.NONE);
  }

  @Test
  void readsWhyAMachineCannotDoIt() {
    assertThat(of("", "about x\nunavailable: mmap: No such device\n").unavailable())
        .contains("mmap: No such device");
    assertThat(of("", "ready 1 x\n").unavailable()).isEmpty();
  }
}
