package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a situation comes to, by the results of its cases. */
class AnswersTest {

  private static final String TCP = "--tcp-established";

  private static SampleEntry way() {
    return SampleEntry.of("parallel/mpi");
  }

  private static SampleEntry tcpWay() {
    return SampleEntry.of("parallel/mpi-tcp").with(TCP, "elsewhere");
  }

  private static SampleEntry plain() {
    return SampleEntry.of("parallel/mpi-plain");
  }

  private static List<Answer> answers(CellEntry... cells) {
    return Answers.of(List.of(cells), SampleFacts.CASES, SampleFacts.MACHINES, SampleFacts.RUNS);
  }

  private static Answer answer(CellEntry... cells) {
    assertThat(answers(cells)).hasSize(1);
    return answers(cells).get(0);
  }

  /** The verdict, how many of how many work, the options and the best way. */
  static Stream<Arguments> verdicts() {
    var fails = way().fails("x-0001");
    var tcp = tcpWay().works();
    return Stream.of(
        row("works", "1 of 1", "", "parallel/mpi", way().works()),
        row("works", "2 of 2", "", "parallel/mpi", way().works(), tcp),
        row("works with options", "1 of 1", TCP, "parallel/mpi-tcp", tcp),
        row("works", "1 of 1", "", "parallel/mpi-plain", tcp, plain().works()),
        row("works with options", "1 of 1", TCP, "parallel/mpi-tcp", tcp, plain().fails("y-0002")),
        row("partly", "1 of 2", TCP, "parallel/mpi-tcp", fails, tcp),
        row("partly", "1 of 2", TCP, "parallel/mpi-tcp", fails, tcp, plain().works()),
        row("no", "0 of 1", "", null, fails),
        row("no", "0 of 1", "", null, fails, plain().works()),
        row("no", "0 of 1", "", null, way().refuses()),
        row("works", "1 of 1", "", "parallel/mpi", way().fails("clean", "x-0001", "gone: a mount")),
        row("works", "1 of 1", "", "parallel/mpi", way().works(), tcpWay().unavailable("no TCP")),
        row("works", "1 of 1", "", "parallel/mpi-plain", plain().works()),
        row("works", "1 of 1", "", "parallel/mpi", way().with((String[]) null).works()),
        row("cannot run here", "0 of 0", "", null, way().unavailable("no MPI")),
        row(
            "cannot run here",
            "0 of 0",
            "",
            null,
            way().unavailable("no MPI"),
            plain().fails("y-0002")));
  }

  private static Arguments row(
      String verdict, String ways, String options, String way, CellEntry... cells) {
    return Arguments.of(verdict, ways, options, way, List.of(cells));
  }

  @ParameterizedTest
  @MethodSource("verdicts")
  void theWaysDecide(
      String verdict, String ways, String options, String way, List<CellEntry> cells) {
    var answer = answer(cells.toArray(CellEntry[]::new));

    assertThat(answer.verdict()).isEqualTo(verdict);
    assertThat(answer.working() + " of " + answer.ways()).isEqualTo(ways);
    assertThat(String.join(" ", answer.options())).isEqualTo(options);
    assertThat(answer.way()).isEqualTo(way);
  }

  @Test
  void whatSaysNothingOfASituationHasNoAnswer() {
    assertThat(answers(plain().fails("y-0002"))).as("only plain cases, and one fails").isEmpty();
    assertThat(answers(way().broken())).as("broken").isEmpty();
    assertThat(answers(SampleEntry.of("parallel/mpi-without-flag").refuses()))
        .as("misuse")
        .isEmpty();
    assertThat(answers(SampleEntry.of("parallel/new").works())).as("without situation").isEmpty();
    assertThat(answers(way().older().works())).as("no longer the newest result").isEmpty();
  }

  @Test
  void aReasonIsTheMostFrequentOne() {
    var answer =
        answers(
                way().unavailable("no root"),
                tcpWay().unavailable("no MPI"),
                SampleEntry.of("parallel/mpi-other").unavailable("no MPI"))
            .get(0);

    assertThat(answer.reason()).as("of the cases of the situation, by name").isEqualTo("no MPI");
    assertThat(answer.cells()).hasSize(2);
  }

  @Test
  void theMostFrequentCauseComesFirst() {
    var more = new ArrayList<>(SampleFacts.CASES);
    more.add(new CaseEntry("parallel/mpi-third", "parallel", null, "mpi", "way"));
    var cells =
        List.of(
            way().fails("b-0002"),
            tcpWay().fails("c-0003"),
            SampleEntry.of("parallel/mpi-third").fails("c-0003"));

    var answer = Answers.of(cells, more, SampleFacts.MACHINES, SampleFacts.RUNS).get(0);

    assertThat(answer.causes()).containsExactly("c-0003", "b-0002");
  }

  @Test
  void eachContextHasAnAnswer() {
    assertThat(
            answers(
                way().works(),
                way().criu("4.2.1").fails("x-0001"),
                way().kernel("6.1.0").fails("x-0001"),
                way().privilege("capabilities").fails("x-0001"),
                way().host("vm:trixie+trixie-other").fails("x-0001"),
                way().host("userland:sid").fails("x-0001")))
        .extracting(Answer::host, Answer::verdict)
        .hasSize(6)
        .contains(tuple("machine", "works"), tuple("vm:trixie+trixie-other", "no"));
  }

  @Test
  void machinesAreOneContextAndTheOneWithAllCapabilitiesDecides() {
    var answer =
        answer(
            way().on(SampleFacts.WEAK).fails("x-0001"),
            way().host("vm:trixie").works(),
            tcpWay().on(SampleFacts.WEAK).works());

    assertThat(answer.verdict()).isEqualTo("works");
    assertThat(answer.working()).as("a case of the other machine counts, too").isEqualTo(2);
    assertThat(answer.machines()).containsExactly(SampleEntry.MACHINE, SampleFacts.WEAK);
    assertThat(answer.otherwise()).containsExactly(SampleFacts.WEAK);
  }

  @Test
  void resultsOfOthersDoNotReplaceOwnOnes() {
    var own = way().works();
    var sent = way().in(SampleFacts.SENT).fails("x-0001");

    assertThat(answer(own, sent).verdict()).isEqualTo("works");
    assertThat(answer(own, sent).cells()).containsExactly(own.id());
    assertThat(answer(sent).verdict()).as("nobody else tried it").isEqualTo("no");
  }

  @Test
  void optionsOfTheSuiteItselfAreNoneForUsers() {
    var answer =
        answer(
            way()
                .with(
                    "--action-script=/run/criu-matrix/workloads/tools/abort-dump",
                    "--leave-running")
                .works());

    assertThat(answer.options()).containsExactly("--leave-running");
  }

  @Test
  void optionsThatOnlyTheCommandsHaveAreNeededToo() {
    var dump =
        "sh -c 'exec \"$@\"' /run/u/cell/out '/var/cache/u/builds/4.3/criu' dump -D /run/u/cell/images0"
            + " -o dump.log -v4 -t 7 --external 'mnt[/etc/hosts]:/etc/hosts'"
            + " --external 'mnt[/run/u/workloads]:/run/u/workloads' --link-remap --tcp-established";
    var restore =
        "criu restore -D /run/u/cell/images0 -d --pidfile /run/u/cell/p --root /run/u/cell/r";

    var answer = answer(tcpWay().with(TCP, "prepared").ran(dump, restore).works());

    assertThat(answer.verdict()).isEqualTo("works with options");
    assertThat(answer.options()).containsExactly(TCP, "--external", "--link-remap", "--root");
  }

  @Test
  void aCommandThatWasCutHasNoHalfOption() {
    var answer = answer(way().with("prepared").ran("criu dump -t 7 --root / --lin…").works());

    assertThat(answer.options()).containsExactly("--root");
  }

  @Test
  void whatIsBoundForTheSuiteAloneIsNoOption() {
    var dump = "criu dump -t 7 --external 'mnt[/run/u/cell/subject1]:/run/u/cell/subject1'";

    assertThat(answer(way().with("prepared").ran(dump).works()).verdict()).isEqualTo("works");
  }

  @Test
  void aSettingThatTheWayNeedsIsLikeAnOption() {
    var situation =
        new SituationEntry("mpi", "MPI", "A job.", "parallel", List.of(), List.of(), "p/*", "x=0");
    var way = answers(way().works());
    var plain = answers(tcpWay().works(), plain().works());

    assertThat(Answers.withNeeds(way, List.of(situation), SampleFacts.CASES))
        .extracting(Answer::verdict)
        .containsExactly("works with options");
    assertThat(Answers.withNeeds(plain, List.of(situation), SampleFacts.CASES))
        .as("it works without")
        .isEqualTo(plain);
  }

  @Test
  void anAccountThatCallsTheEngineIsWithoutRoot() {
    var cell = way().ran("setpriv --reuid=61174 --regid=1 podman container checkpoint c").works();

    assertThat(answer(cell).privilege()).isEqualTo("unprivileged");
    assertThat(answer(way().ran("setpriv --ruid=61174 -- criu dump").works()).privilege())
        .as("root in all but name")
        .isEqualTo("root");
  }
}
