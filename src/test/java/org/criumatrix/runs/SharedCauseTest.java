package org.criumatrix.runs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.matrix.MatrixFile;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class SharedCauseTest {

  private static final MatrixFile FILE =
      MatrixFile.of(
          "matrix.csv",
          """
          case,      criu,  privilege, runtime, host, kernel, expect, at,      error,      why
          *,         *,     *,         *,       *,    *,      works,  ,        ,
          network/*, 4.1.*, root,      *,       *,    >=6.16, fails,  dump,    no sockets, known
          network/*, 4.1.*, root,      *,       *,    *,      fails,  restore, ,           known
          """);

  private static SampleCell parallel() {
    return Samples.cell("parallel/mpi").criu("4.1.1").judged(Judgement.REGRESSION);
  }

  @Test
  void aLineWithThisFailureOfOtherCasesIsFound() {
    var causes = SharedCause.of(List.of(parallel().fails("dump", "there are no sockets")), FILE);

    assertThat(causes).singleElement().satisfies(c -> assertThat(c.line()).isPresent());
    assertThat(causes.get(0).line().orElseThrow().line()).isEqualTo(3);
  }

  @Test
  void anotherBuildPhaseErrorPrivilegeOrKernelIsAnotherCause() {
    var others =
        List.of(
            parallel().criu("4.3").fails("dump", "there are no sockets"),
            parallel().fails("alive", "there are no sockets"),
            parallel().fails("dump", "there are no files"),
            parallel().privilege("sudo").fails("dump", "there are no sockets"),
            parallel().on("vm:bookworm", "6.1.0").fails("dump", "there are no sockets"));

    assertThat(others)
        .allSatisfy(
            r ->
                assertThat(SharedCause.of(List.of(r), FILE))
                    .allSatisfy(c -> assertThat(c.line()).isEmpty()));
  }

  @Test
  void aLineThatTakesAnyErrorExplainsNone() {
    var cell = parallel().fails("restore", "whatever");

    assertThat(SharedCause.of(List.of(cell), FILE).get(0).line()).isEmpty();
  }

  @Test
  void theCauseOfMostCellsComesFirst() {
    var causes =
        SharedCause.of(
            List.of(
                parallel().criu("4.3").fails("dump", "no inotify at all"),
                parallel().fails("dump", "there are no sockets"),
                Samples.cell("serial/mpi")
                    .criu("4.1.1")
                    .judged(Judgement.REGRESSION)
                    .fails("dump", "there are no sockets")),
            FILE);

    assertThat(causes).extracting(c -> c.cells().size()).containsExactly(2, 1);
    assertThat(causes.get(0).rows()).containsExactly("parallel", "serial");
    assertThat(causes.get(0).builds()).containsExactly("4.1.1");
  }
}
