package org.criumatrix.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.criumatrix.matrix.CaseId;
import org.criumatrix.matrix.Cell;
import org.criumatrix.matrix.CheckedValue;
import org.criumatrix.record.CellRecord;
import org.criumatrix.record.Run;
import org.criumatrix.record.RunId;
import org.criumatrix.record.RunInfo;
import org.criumatrix.testing.SampleCell;
import org.criumatrix.verdict.Judgement;
import org.junit.jupiter.api.Test;

/** Runs that are joined: what counts once, and what stays apart. */
class DataSetsTest {

  private static final String MONDAY = "2026-11-23T01:00:00Z";
  private static final String TUESDAY = "2026-11-24T01:00:00Z";
  private static final String WEDNESDAY = "2026-11-25T01:00:00Z";

  private static SampleCell java() {
    return SampleCell.of("serial/java");
  }

  private static String id(Run run) {
    return RunId.of(run.info().orElseThrow()).text();
  }

  private static Run night(String started, CellRecord... records) {
    return SampleRuns.run(started, records);
  }

  @Test
  void runsInSuccessionWithTheSameResultAreOneEntry() {
    var monday = night(MONDAY, java().took(10).works());
    var tuesday = night(TUESDAY, java().took(20).works());
    var wednesday = night(WEDNESDAY, java().fails("dump", "task 7 is stuck"));

    var data = SampleRuns.join(wednesday, monday, tuesday);

    assertThat(data.cells())
        .extracting(CellEntry::run, CellEntry::verdict, CellEntry::runs, CellEntry::latest)
        .containsExactly(
            tuple(id(tuesday), "works", List.of(id(monday), id(tuesday)), false),
            tuple(id(wednesday), "fails", List.of(id(wednesday)), true));
    assertThat(data.cells().get(0).dumpMs()).as("of the newest").isEqualTo(20.0);
    assertThat(data.cells().get(0).attempts()).isEqualTo(2);
    assertThat(data.cells().get(0).id())
        .isEqualTo(id(tuesday) + "/serial/java[criu=4.3,privilege=root,runtime=none,host=local]");
    assertThat(data.runs()).extracting(RunEntry::cells).containsExactly(1, 1, 1);
  }

  /** A cell with the options of a profile has the name of one with those of its case. */
  @Test
  void cellsWithTheOptionsOfAProfileAreLeftOut() {
    var data =
        SampleRuns.join(
            night(MONDAY, java().works()),
            night(TUESDAY, java().profile("lxc").fails("dump", "no")));

    assertThat(data.cells()).extracting(CellEntry::verdict).containsExactly("works");
  }

  @Test
  void anErrorWithOtherNumbersIsTheSameResult() {
    var data =
        SampleRuns.join(
            night(MONDAY, java().fails("dump", "task 7 is stuck")),
            night(TUESDAY, java().fails("dump", "task 9 is stuck")),
            night(WEDNESDAY, java().fails("restore", "task 9 is stuck")));

    assertThat(data.cells()).extracting(c -> c.runs().size()).containsExactly(2, 1);
    assertThat(data.causes()).filteredOn(c -> c.cells() > 0).hasSize(1);
  }

  @Test
  void anotherKernelOrMachineOrProgramIsAnotherEntry() {
    var first = night(MONDAY, java().works());
    var kernel = night(TUESDAY, java().kernel("6.19").works());
    var info = SampleRuns.info(WEDNESDAY, 1);
    var program =
        new Run(
            first.place(),
            List.of(java().works()),
            Optional.of(SampleRuns.info(WEDNESDAY, 1, "4.3", "other")));

    assertThat(SampleRuns.join(first, kernel).cells()).hasSize(2).allMatch(CellEntry::latest);
    assertThat(info.criuBuilds()).hasSize(2);
    assertThat(SampleRuns.join(first, program).cells())
        .as("the same program of the same name")
        .hasSize(1);
  }

  @Test
  void aRunThatIsGivenTwiceCountsOnceAndTheLongerCopyCounts() {
    var cutOff = night(MONDAY, java().works());
    var resumed = night(MONDAY, java().works(), SampleCell.of("serial/perl").works());

    for (var order : List.of(List.of(cutOff, resumed), List.of(resumed, cutOff))) {
      var data = SampleRuns.join(order.toArray(Run[]::new));

      assertThat(data.runs()).extracting(RunEntry::cells).containsExactly(2);
      assertThat(data.cells()).extracting(c -> c.runs().size()).containsExactly(1, 1);
    }
  }

  @Test
  void attemptsAtACellAreOneResultTheOneThatDiffers() {
    var fails =
        java().attempt(2).judged(Judgement.REGRESSION).expected("works").fails("dump", "stuck");
    var data =
        SampleRuns.join(night(MONDAY, java().attempt(1).works(), fails, java().attempt(3).works()));

    assertThat(data.cells())
        .extracting(CellEntry::verdict, CellEntry::attempts, CellEntry::worked)
        .containsExactly(tuple("fails", 3, 2));
    assertThat(data.rates()).extracting(Rate::attempts, Rate::worked).containsExactly(tuple(3, 2));
  }

  @Test
  void ofARecordThatAResumedRunRepeatedTheLastCounts() {
    var data = SampleRuns.join(night(MONDAY, java().broken("no agent"), java().works()));

    assertThat(data.cells())
        .extracting(CellEntry::verdict, CellEntry::attempts)
        .containsExactly(tuple("works", 1));
  }

  @Test
  void whatOthersSentStaysApart() {
    var own = night(MONDAY, java().works());
    var sent = night(TUESDAY, java().fails("dump", "stuck"));

    var data =
        SampleRuns.join(
            List.of(Source.of(own, Optional.empty()), Source.of(sent, Optional.of("Jane"))));

    assertThat(data.cells())
        .as("although it is newer, and of the same kind of machine")
        .extracting(CellEntry::verdict, CellEntry::latest)
        .containsExactly(tuple("works", true), tuple("fails", true));
    assertThat(data.runs()).extracting(RunEntry::submittedBy).containsExactly(null, "Jane");
    assertThat(data.answers())
        .filteredOn(a -> a.situation().equals("serial-java"))
        .extracting(Answer::verdict)
        .containsExactly("works");
    assertThat(data.changes()).isEmpty();
  }

  @Test
  void aLongerCopyThatSomebodySentDoesNotReplaceAnOwnRun() {
    var own = night(MONDAY, java().works());
    var sent =
        night(MONDAY, java().fails("dump", "x"), SampleCell.of("serial/perl").fails("dump", "x"));

    var data =
        SampleRuns.join(
            List.of(Source.of(sent, Optional.of("Jane")), Source.of(own, Optional.empty())));

    assertThat(data.runs()).extracting(RunEntry::submittedBy).containsOnlyNulls();
    assertThat(data.cells()).extracting(CellEntry::verdict).containsExactly("works");
  }

  @Test
  void aCopyThatCannotBeReadIsReplacedByOneThatCan() {
    var good = night(MONDAY, java().works());
    var info = good.info().orElseThrow();
    Source.Content broken =
        new Source.Content() {
          @Override
          public void read(Consumer<CellRecord> reader) throws IOException {
            throw new IOException("records.jsonl:2: not a record");
          }

          @Override
          public int size() {
            return 99;
          }
        };
    var bad = new Source(good.place(), info, Optional.empty(), broken);
    var problems = new ArrayList<String>();

    var data =
        DataSets.join(
            List.of(bad, Source.of(good, Optional.empty())),
            SampleRuns.joining(),
            e -> problems.add(e.getMessage()));

    assertThat(problems).containsExactly("records.jsonl:2: not a record");
    assertThat(data.cells()).hasSize(1);
  }

  @Test
  void machinesOfAKindAreOneAndSayWhatRootLacks() {
    var weak =
        new Run(
            Path.of("weak"),
            List.of(java().works(), SampleCell.of("serial/perl").on("vm:trixie", "6.12").works()),
            Optional.of(withFacts(SampleRuns.info(WEDNESDAY, 2), "000001fffeffffff")));

    var data = SampleRuns.join(night(MONDAY, java().works()), night(TUESDAY, java().works()), weak);

    assertThat(data.machines())
        .extracting(MachineEntry::kind, MachineEntry::rootLacks, m -> m.runs().size())
        .containsExactlyInAnyOrder(
            tuple("machine", List.of(), 2),
            tuple("machine", List.of("cap_sys_resource"), 1),
            tuple("virtual machine", List.of(), 1));
    assertThat(data.runs().get(2).machines()).containsOnlyKeys("local", "vm:trixie");
    assertThat(data.kernels()).extracting(KernelEntry::series).containsExactly("6.12", "6.18");
  }

  @Test
  void aUserLandIsNoMachine() {
    var facts = Map.of("kernel", "6.18.44");
    var hosts = Map.of("local", facts, "userland:sid", facts, "vm:sid", facts);
    var started = "2026-11-22T15:30:00Z";
    var info =
        new RunInfo("0.1", started, null, Map.of(), hosts, List.of(), List.of(), 1, 1, "00ff");

    assertThat(hosts.keySet()).filteredOn(Machines::isMachine).containsOnly("local", "vm:sid");
    assertThat(Machines.host("userland:sid", info)).isEqualTo("local");
    assertThat(Machines.host("vm:sid", info)).isEqualTo("vm:sid");
  }

  private static RunInfo withFacts(RunInfo i, String capabilities) {
    return new RunInfo(
        i.suite(),
        i.started(),
        i.ended(),
        i.options(),
        Map.of("local", SampleRuns.facts(capabilities)),
        i.criuBuilds(),
        i.notes(),
        i.cellsPlanned(),
        i.cellsRecorded(),
        i.expectations());
  }

  @Test
  void namesAreRemovedAlsoFromIds() {
    var criu = "path:/home/alice/criu/criu";
    var cell =
        SampleCell.of(Cell.of(CaseId.parse("serial/java"), criu, "root", "none", "local"))
            .ran("/home/alice/criu/criu dump -D /home/alice/images")
            .fails("dump", "alice's file on 10.1.2.3");
    var run = new Run(Path.of("x"), List.of(cell), Optional.of(SampleRuns.info(MONDAY, 1, criu)));

    var data = SampleRuns.join(run);

    assertThat(data.cells().get(0).id())
        .endsWith(
            "/serial/java[criu=path:/home/USER/criu/criu,privilege=root,runtime=none,host=local]");
    assertThat(data.cells().get(0).criu()).isEqualTo("path:/home/USER/criu/criu");
    assertThat(data.cells().toString())
        .contains("/home/USER/images", "USER's file on ADDRESS-1")
        .doesNotContain("alice", "10.1.2.3");
    assertThat(data.builds().toString()).doesNotContain("alice");
    assertThat(data.causes().toString()).doesNotContain("alice");
  }

  @Test
  void whatRecordsKnowOfTheirCasesIsThere() {
    var affinity =
        SampleCell.of("objects/affinity")
            .compared("the processors that a process may use", new CheckedValue("mask", "1", "3"))
            .held("affinity", "ghost-file:6M")
            .with("--ghost-limit=8M", "again")
            .fails("answer", "changed: mask");
    var variant =
        SampleCell.of("objects/affinity-under-taskset")
            .compared("the processors that a process may use")
            .works();
    var application = SampleCell.of("applications/redis").works();

    var data = SampleRuns.join(night(MONDAY, affinity, variant, application));

    assertThat(data.objects())
        .containsExactly(
            new ObjectEntry(
                "affinity",
                "the processors that a process may use",
                "scheduling",
                List.of("objects/affinity", "objects/affinity-under-taskset"),
                List.of("mask: 1 → 3")));
    assertThat(data.applications())
        .filteredOn(a -> a.id().equals("redis"))
        .extracting(ApplicationEntry::cases)
        .containsExactly(List.of("applications/redis"));
    assertThat(data.options())
        .filteredOn(o -> o.id().equals("--ghost-limit"))
        .extracting(OptionEntry::cases, o -> o.tally().fails(), o -> o.solves().isEmpty())
        .containsExactly(tuple(List.of("objects/affinity"), 1, false));
    assertThat(data.options()).extracting(OptionEntry::id).doesNotContain("again");
    assertThat(data.traits())
        .filteredOn(t -> t.tally().fails() > 0)
        .extracting(TraitEntry::id)
        .containsExactly("affinity", "ghost-file");
    assertThat(data.rows())
        .extracting(RowEntry::id, RowEntry::title)
        .containsExactly(tuple("applications", "Applications"), tuple("objects", "Kernel objects"));
    assertThat(data.cases())
        .filteredOn(c -> c.id().equals("objects/affinity"))
        .extracting(CaseEntry::about, CaseEntry::situation, CaseEntry::role)
        .containsExactly(tuple("the processors that a process may use", "scheduling", "plain"));
  }
}
