package org.criumatrix.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

class CausesTest {

  @Test
  void eachCauseIsThereOnceWithItsKind() {
    assertThat(new Causes(CausesRun.records()).all())
        .extracting(c -> c.kind().key() + " " + c.text())
        .containsExactly(
            "recorded Linux put a mapping in between",
            "recorded Linux answers SO_PASSCRED for unix sockets alone",
            "recorded CRIU keeps a connection only if asked",
            "unavailable sudo is not there: …");
  }

  @Test
  void anUnexpectedFailureHasTheCauseOfCellsThatAreExpectedToFailLikeThat() {
    var causes = new Causes(CausesRun.records());
    var unexpected = CausesRun.records().stream().filter(r -> r.differs() && r.phase() != null);

    assertThat(unexpected)
        .hasSize(2)
        .allSatisfy(
            r ->
                assertThat(causes.elsewhere(r))
                    .map(Cause::text)
                    .contains(CausesRun.CREDENTIALS.why()));
  }

  @Test
  void anotherPhaseBuildOrKernelIsAnotherCause() {
    var known =
        SampleCell.of("serial/a")
            .criu("4.1.1")
            .cause(CausesRun.CREDENTIALS)
            .expected("fails at dump: opt")
            .fails("dump", "opt");
    var other = SampleCell.of("serial/b").judged(Judgement.REGRESSION).expected("works");
    var failures =
        List.of(
            known,
            other.criu("4.1.1").fails("restore", "opt"),
            other.criu("4.3").fails("dump", "opt"),
            other.criu("4.1.1").kernel("6.12.1").fails("dump", "opt"));
    var causes = new Causes(failures);

    assertThat(failures.subList(1, 4))
        .allSatisfy(r -> assertThat(causes.elsewhere(r)).isEmpty())
        .extracting(r -> causes.cause(r).orElseThrow().kind())
        .containsOnly(Cause.Kind.UNKNOWN);
  }

  @Test
  void reasonsThatDifferInPathsAreOne() {
    assertThat(Reason.of("no sudo: /opt/x-1/sudo, /a/b")).isEqualTo("no sudo: …, …");
    assertThat(Reason.of("no GPU: no /dev/nvidiactl; /proc/x/y is empty; 3/4 of it"))
        .isEqualTo("no GPU: no /dev/nvidiactl; /proc/x/y is empty; 3/4 of it");
    assertThat(Reason.of(null)).isEqualTo("no reason");
  }
}
