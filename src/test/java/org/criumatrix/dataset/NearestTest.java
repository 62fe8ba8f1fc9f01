package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearestTest {

  private static final Context WANTED =
      new Context("4.2.1", "6.1.0", "capabilities", "apptainer", "machine");

  private static final SituationEntry MPI =
      new SituationEntry(
          "mpi",
          "MPI",
          "A job of MPI.",
          "parallel",
          List.of(),
          List.of(),
          "parallel/mpi-* !parallel/mpi-x",
          null);

  private static Answer answer(String context) {
    return answer(context, "works");
  }

  /**
   * @param context CRIU, kernel, privilege, runtime and host
   */
  private static Answer answer(String context, String verdict) {
    var c = context.split(" ");
    return new Answer(
        "mpi", c[0], c[1], c[2], c[3], c[4], verdict, 1, 1, List.of(), null, List.of(), null,
        List.of(), null, List.of(), List.of());
  }

  private static Nearest nearest(Context wanted, String... contexts) {
    return Nearest.of("mpi", wanted, Stream.of(contexts).map(NearestTest::answer).toList())
        .orElseThrow();
  }

  /** The first of two contexts is nearer. */
  @ParameterizedTest
  @CsvSource({
    "4.2.1 6.1.0 capabilities apptainer userland:sid, 4.2.1 6.1.0 capabilities none machine",
    "4.2.1 6.1.0 capabilities none machine,           4.2.1 6.18.1 capabilities apptainer machine",
    "4.2.1 6.18.1 capabilities apptainer machine,     4.3 6.1.0 capabilities apptainer machine",
    "4.3 6.1.0 capabilities apptainer machine,        4.2.1 6.1.0 root apptainer machine",
    "4.2.1 6.1.0 root apptainer machine,              4.2.1 6.1.0 capabilities none userland:sid",
    "4.2.1 6.1.0 capabilities none userland:sid,      4.2.1 6.1.0 root none machine",
    "4.3 6.1.0 capabilities apptainer machine,        4.1.1 6.1.0 capabilities apptainer machine",
    "4.2.1 6.18.1 capabilities apptainer machine,     4.2.1 6.9.0 capabilities apptainer machine",
  })
  void axesThatMatterLittleAreRelaxedFirst(String nearer, String farther) {
    assertThat(nearest(WANTED, farther, nearer).answer()).isEqualTo(answer(nearer));
    assertThat(nearest(WANTED, nearer, farther).answer()).isEqualTo(answer(nearer));
  }

  @Test
  void theAxesThatDifferAreNamed() {
    assertThat(nearest(WANTED, "4.2.1 6.18.1 root apptainer machine").relaxed())
        .containsExactly("kernel", "privilege");
    assertThat(nearest(WANTED, "4.2.1 6.1.0 capabilities apptainer machine").relaxed()).isEmpty();
  }

  @Test
  void anAxisThatIsLeftOpenDoesNotDiffer() {
    var open = new Context(null, null, "root", null, null);

    assertThat(nearest(open, "4.1.1 6.1.0 root none machine", "4.3 6.18.1 root none machine"))
        .isEqualTo(new Nearest(answer("4.3 6.18.1 root none machine"), List.of()));
  }

  @Test
  void ofTheNewestOnesRootAndTheBestComeFirst() {
    var open = new Context("4.3", null, null, null, null);
    var capable = answer("4.3 6.18.1 capabilities none machine", "works");
    var root = answer("4.3 6.18.1 root none machine", "no");
    var inDocker = answer("4.3 6.18.1 root docker machine", "works");

    assertThat(Nearest.of("mpi", open, List.of(capable, root)).orElseThrow().answer())
        .isEqualTo(root);
    assertThat(Nearest.of("mpi", open, List.of(root, inDocker)).orElseThrow().answer())
        .isEqualTo(inDocker);
  }

  @Test
  void whatCannotRunIsNotTested() {
    var context = "4.2.1 6.1.0 capabilities apptainer machine";

    assertThat(Nearest.of("mpi", WANTED, List.of(answer(context, "cannot run here")))).isEmpty();
    assertThat(Nearest.of("other", WANTED, List.of(answer(context)))).isEmpty();
  }

  @Test
  void aCommandTestsTheContext() {
    var cells = List.of(SampleEntry.of("serial/java").kernel("6.1.0").host("vm:bookworm").works());

    assertThat(TestCommand.of(MPI, WANTED, cells))
        .isEqualTo(
            "./criu-matrix run -Dcells='parallel/mpi-* !parallel/mpi-x' -Dcriu=4.2.1"
                + " -Dprivilege=capabilities -Druntime=apptainer -Dhost=vm:bookworm");
    assertThat(TestCommand.of(MPI, WANTED, List.of()))
        .as("no machine is known to have the kernel")
        .endsWith("-Dhost=local");
    assertThat(TestCommand.of(MPI, new Context(null, null, null, "none", "userland:sid"), cells))
        .isEqualTo(
            "./criu-matrix run -Dcells='parallel/mpi-* !parallel/mpi-x' -Druntime=none"
                + " -Dhost=userland:sid");
  }
}
